import Bitmaps
import Contacts
import Selections
import Storage
import TestSupport
import Testing

@testable import Automations

/// What is an event, and what only looks like one.
struct WatchTests {
    private func expect(
        _ trigger: Trigger,
        _ cases: [(old: FacetValue, new: FacetValue, happens: Bool)],
        _ place: SourceLocation = #_sourceLocation
    ) async throws {
        try await TestDatabase.withDatabase(.sqlite) { database in
            try await TestFunnels.add(to: database)
            try await TestUsers.add(to: database)
            try await database.read { connection in
                let watch = try Watch(trigger, connection)
                for (old, new, happens) in cases {
                    #expect(watch.happens(from: old, to: new) == happens, "\(old) to \(new)", sourceLocation: place)
                }
            }
        }
    }

    @Test func `a limit is reached only from below`() async throws {
        try await expect(
            .scoreReached(10),
            [
                (.integer(9), .integer(10), true), (.integer(-5), .integer(100), true),
                (.integer(10), .integer(11), false), (.integer(11), .integer(10), false),
                (.integer(0), .integer(9), false),
            ]
        )
        let tag = { FacetValue.tag(score: $0, addedAt: 1) }
        try await expect(
            .tagScoreReached(TagName(stored: "VIP"), 5),
            [
                (.none, tag(5), true), (.none, tag(4), false), (tag(4), tag(5), true), (tag(5), tag(6), false),
                (tag(5), .none, false),
            ]
        )
    }

    @Test func `a tag is assigned once`() async throws {
        let tag = { FacetValue.tag(score: $0, addedAt: 1) }
        try await expect(
            .tagAssigned([TagName(stored: "VIP")]),
            [(.none, tag(1), true), (tag(1), tag(2), false), (tag(1), .none, false)]
        )
    }

    @Test func `a detail is added or modified, never both`() async throws {
        let name = DetailName(stored: "size")
        let range = DetailMatchRange.atLeast(40)
        try await expect(
            .detailAdded(name, range),
            [
                (.none, .text("41"), true), (.none, .text("39"), false), (.none, .text("x"), false),
                (.text("1"), .text("41"), false), (.text("41"), .none, false),
            ]
        )
        try await expect(
            .detailModified(name, .exists),
            [(.none, .text("41"), false), (.text("1"), .text("41"), true), (.text("1"), .none, false)]
        )
    }

    @Test func `who stays on a stage does not enter it`() async throws {
        let stage = { FacetValue.stage(StageID($0), since: 1, value: $1) }
        try await expect(
            .stageEntered(funnel: "Onboarding", stage: "Trial"),
            [
                (.none, stage(2, nil), true), (stage(1, nil), stage(2, nil), true),
                (stage(2, nil), stage(2, 500), false), (stage(1, nil), stage(3, nil), false),
                (stage(2, nil), .none, false),
            ]
        )
        try await expect(
            .stageEntered(funnel: "Onboarding", stage: nil),
            [(.none, stage(3, nil), true), (stage(3, nil), stage(3, 1), false)]
        )
    }

    @Test func `owners change by who gains the level`() async throws {
        let list = { (owners: [(UserID, OwnerLevel)]) in
            FacetValue.owners(OwnerList(owners.enumerated().map { Ownership($1.0, $1.1, since: Int64($0)) }))
        }
        let (anna, piotr) = (TestUsers.anna, TestUsers.piotr)
        try await expect(
            .ownerChanged(level: .main, user: nil),
            [
                (list([(anna, .main)]), list([(anna, .owner), (piotr, .main)]), true),
                (list([(anna, .main)]), list([(anna, .main), (piotr, .owner)]), false),
                (list([(anna, .main), (piotr, .owner)]), list([(anna, .main)]), false),
            ]
        )
        try await expect(
            .ownerChanged(level: nil, user: TestUsers.emails[0]),
            [
                (list([(piotr, .main)]), list([(piotr, .main), (anna, .readOnly)]), true),
                (list([(anna, .owner), (piotr, .main)]), list([(anna, .main), (piotr, .owner)]), false),
            ]
        )
    }

    @Test func `being born opted in is no opting in`() async throws {
        try await expect(.emailOptedIn, [(.none, .yes, false), (.no, .yes, true), (.yes, .yes, false)])
        try await expect(.mobileOptedOut, [(.none, .no, false), (.yes, .no, true)])
    }

    @Test func `what is not there never happens`() async throws {
        try await TestDatabase.withDatabase(.sqlite) { database in
            try await TestFunnels.add(to: database)
            try await database.read { connection in
                for trigger: Trigger in [
                    .stageEntered(funnel: "Nowhere", stage: nil), .stageEntered(funnel: "Onboarding", stage: "Nowhere"),
                    .ownerChanged(level: nil, user: "nobody@shop.example"),
                ] {
                    let watch = try Watch(trigger, connection)
                    #expect(!watch.concerns(.owners) && !watch.concerns(.stage(FunnelID(1))), "\(trigger)")
                }
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `what a new contact brings along happens to it`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            let tag = TagName(stored: "VIP")
            let workflow = try await world.activate(
                Graph(events: [.tagAssigned([tag]), .scoreReached(50)], entry: 1, nodes: [.stop(1)])
            )
            try await world.create(4, cause: Cause(.api, actor: "shop")) { index, contact in
                if index == 2 { contact.tags[tag] = 1 }
                if index == 3 { contact.score = 50 }
            }
            try await world.create(1, cause: Cause(.import, actor: "file")) { $1.tags[tag] = 1 }
            try await world.work()
            #expect(
                try await world.passages(workflow, Array(1...5)).map { $0 != nil } == [false, true, true, false, false]
            )
        }
    }
}

/// Ranges as details have them.
enum DetailMatchRange {
    static func atLeast(_ number: Double) -> DetailMatch {
        .range(ValueRange(lower: ValueRange.Bound(number, isIncluded: true)))
    }
}
