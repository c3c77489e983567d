import Bitmaps
import Contacts
import Selections
import Storage
import TestSupport
import Testing

struct AutomationSelectionTests {
    /// Never launched, on the way, failed, finished, finished before and launched again.
    private static let passages: [FacetValue] = {
        let place = Place(version: 1, node: NodeID(1), since: 5, dueAt: nil, flags: .eventHappened)
        let failed = Place(version: 1, node: NodeID(1), since: 5, dueAt: nil, flags: [.failed, .ignoresConditions])
        return [
            .none, .passage(Passage(launches: 1, launchedAt: 5, place: place)),
            .passage(Passage(launches: 1, launchedAt: 5, place: failed)),
            .passage(Passage(launches: 3, launchedAt: 5)),
            .passage(Passage(after: Passage(launches: 1, launchedAt: 1), into: 2, at: 5, ignoringConditions: true)),
        ]
    }()

    @Test(arguments: StoreKind.available)
    func `contacts are found by how they stand with rules and workflows`(kind: StoreKind) async throws {
        try await withWorld(kind) { world async throws in
            try await world.enter(TestAutomations.winback, Self.passages)
            let name = #"workflow."WIN 'back' 100%""#
            for (query, numbers) in [
                ("has \(name)", [2, 3, 4, 5]), ("not has \(name)", [1]), ("\(name) = inside", [2, 5]),
                ("\(name) = finished", [4]), ("\(name) = failed", [3]), ("\(name) != inside", [1, 3, 4]),
                ("has workflow.Onboarding", []),
            ] as [(String, [UInt32])] {
                let selection = try Selection(query: query)
                #expect(try await world.audiences.resolve(selection).numbers == numbers, "\(query)")
                let cold = Audiences(world.database, time: world.clock.time)
                #expect(try await cold.resolve(selection).numbers == numbers, "\(query), read anew")
            }
            let left = FacetValue.passage(Passage(launches: 1, launchedAt: 5))
            let facet = TestAutomations.winback.facet
            let leaving = Change(facet, [2], from: .same(Self.passages[1]), to: .same(left))
            let erased = Change(.existence, [4], from: .same(.yes), to: .same(.none))
            try await world.commit(ChangeSet(changes: [leaving, erased]))
            #expect(try await world.audiences.resolve(Selection(query: "\(name) = inside")).numbers == [5])
            #expect(try await world.audiences.resolve(Selection(query: "\(name) = finished")).numbers == [2])
        }
    }

    @Test(arguments: StoreKind.available)
    func `a rule is no workflow, and an unknown name an error`(kind: StoreKind) async throws {
        try await withWorld(kind) { world async throws in
            #expect(try await world.audiences.count(Selection(query: "not has rule.WELCOME")) == 5)
            await #expect(throws: SelectionError.unknownAutomation(.unknown(.workflow, "Welcome"))) {
                try await world.audiences.count(Selection(query: "has workflow.Welcome"))
            }
            let error = SelectionError.unknownAutomation(.unknown(.rule, "Gone"))
            #expect(error.message == "there is no rule \"Gone\": create it, or name one that exists")
        }
    }

    @Test(arguments: StoreKind.available)
    func `somebody else's own workflow is one that is not there`(kind: StoreKind) async throws {
        try await withWorld(kind) { world async throws in
            try await world.database.execute("UPDATE automation SET author_id = \(TestUsers.anna.number)")
            let selection = Selection(filter: [.leaf(.automation(.workflow, TestAutomations.winback.name, .exists))])
            #expect(try await world.audiences.count(selection, reach: .everybody) == 0)
            #expect(try await world.audiences.count(selection, reach: .owned(by: TestUsers.anna)) == 0)
            await #expect(throws: SelectionError.unknownAutomation(.unknown(.workflow, TestAutomations.winback.name))) {
                try await world.audiences.count(selection, reach: .owned(by: TestUsers.piotr))
            }
            let shared = try Selection(query: "has workflow.Onboarding")
            #expect(try await world.audiences.count(shared, reach: .owned(by: TestUsers.piotr)) == 0)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a segment does not tell what it names`(kind: StoreKind) async throws {
        try await withWorld(kind) { world async throws in
            try await world.database.execute("UPDATE automation SET author_id = \(TestUsers.anna.number)")
            let selection = Selection(filter: [.leaf(.automation(.workflow, TestAutomations.winback.name, .exists))])
            let store = SegmentStore(world.database, time: TestClock().time)
            try await store.create("Hers", selection, by: TestUsers.restricted(TestUsers.anna))
            try await store.create("Around", Selection(query: "not tag = NOBODY and segment = Hers"), by: .operator)
            for name in ["Hers", "Around"] {
                let segment = Selection(segment: name)
                #expect(try await world.audiences.count(segment, reach: .owned(by: TestUsers.anna)) == 0)
                let error = await #expect(throws: SelectionError.closedSegment("Hers")) {
                    try await world.audiences.count(segment, reach: .owned(by: TestUsers.piotr))
                }
                #expect(error?.message.contains(TestAutomations.winback.name) == false)
            }
        }
    }

    /// A base of five contacts.
    private func withWorld(_ kind: StoreKind, _ body: (inout SelectionWorld) async throws -> Void) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            try await TestUsers.add(to: database)
            try await TestAutomations.add(to: database)
            var world = SelectionWorld(database, SeededGenerator(seed: 4))
            try await world.commit(ChangeSet(created: world.created(5)))
            try await body(&world)
        }
    }
}

extension SelectionWorld {
    /// Lets the first contacts stand with an automation like this.
    fileprivate mutating func enter(_ automation: Automation, _ passages: [FacetValue]) async throws {
        let all = zip(UInt32(1)..., passages).filter { $0.1 != .none }
        let change = Change(automation.facet, Bitmap(all.map(\.0)), from: .same(.none), to: .each(all.map(\.1)))
        try await commit(ChangeSet(changes: [change]))
    }
}
