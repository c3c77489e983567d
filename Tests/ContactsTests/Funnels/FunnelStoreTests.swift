import Bitmaps
import Contacts
import Storage
import TestSupport
import Testing

struct FunnelStoreTests {
    private static func place(_ contacts: Bitmap, on stage: Stage, of funnel: Funnel) -> Change {
        let place = FacetValue.stage(stage.id, since: 1, value: nil)
        return Change(.stage(funnel.id), contacts, from: .same(.none), to: .same(place))
    }

    @Test(arguments: StoreKind.available)
    func `a funnel is made with its stages in order, and found without regard to case`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            let store = FunnelStore(world.database)
            let made = try await store.create(" Onboarding ", group: " ", stages: ["Trial", "Lead", "Żółte"])
            #expect(made.name == "Onboarding")
            #expect(made.group == nil)
            #expect(made.stages.map(\.name) == ["Trial", "Lead", "Żółte"])
            #expect(made.stage(named: "ŻÓŁTE ")?.name == "Żółte")
            #expect(try await store.funnel(named: "onBOARDing") == made)
            #expect(try await store.funnel(made.id) == made)
            try await store.create("Another", group: "B2B", stages: ["one"])
            try await store.create("A third", stages: ["one"])
            #expect(try await store.all().map(\.name) == ["A third", "Onboarding", "Another"])
            await #expect(throws: FunnelError.unknown("Trials")) { try await store.funnel(named: "Trials") }
        }
    }

    @Test(
        arguments: [
            ("", nil, ["one"], FunnelError.emptyName), (" \n", nil, ["one"], .emptyName),
            (String(repeating: "ł", count: 256), nil, ["one"], .nameTooLong(actual: 256)),
            ("a\tb", nil, ["one"], .controlCharacter("ab")), ("a", "b\nc", ["one"], .controlCharacter("bc")),
            ("a", String(repeating: "x", count: 300), ["one"], .nameTooLong(actual: 300)), ("a", nil, [], .noStages),
            ("a", nil, ["ab"], .stageLength("ab", actual: 2)), ("a", nil, [" ab "], .stageLength("ab", actual: 2)),
            ("a", nil, ["abc", "ABC"], .stageTaken("ABC")), ("a", nil, ["All"], .reservedStage),
            ("a", nil, ["a\u{0}c"], .controlCharacter("ac")), ("ONBOARDING", nil, ["abc"], .nameTaken("Onboarding")),
            (
                "a", nil, [String(repeating: "x", count: 256)],
                .stageLength(String(repeating: "x", count: 256), actual: 256)
            ),
        ] as [(String, String?, [String], FunnelError)]
    )
    func `unfit names are refused`(name: String, group: String?, stages: [String], error: FunnelError) async throws {
        try await World.with(.sqlite) { world in
            try await TestFunnels.add(to: world.database)
            let store = FunnelStore(world.database)
            await #expect(throws: error) { try await store.create(name, group: group, stages: stages) }
            #expect(try await store.all().count == TestFunnels.all.count)
            #expect(!error.message.isEmpty)
        }
    }

    @Test func `a stage has 3 to 255 characters`() async throws {
        try await World.with(.sqlite) { world in
            let longest = String(repeating: "👩‍👩‍👧", count: 255)
            let made = try await FunnelStore(world.database).create("a", stages: ["łóż", longest])
            #expect(made.stages.map(\.name) == ["łóż", longest])
        }
    }

    @Test(arguments: StoreKind.available)
    func `stages are added, renamed, put into order and deleted`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            let store = FunnelStore(world.database)
            let made = try await store.create("Sales", stages: ["Lead", "Trial"])
            let (lead, trial) = (made.stages[0].id, made.stages[1].id)
            let won = try await store.addStage("Won", to: made.id)
            await #expect(throws: FunnelError.stageTaken("Won")) { try await store.addStage("WON", to: made.id) }
            try await store.renameStage(trial, of: made.id, to: "TRIAL")
            await #expect(throws: FunnelError.stageTaken("Lead")) {
                try await store.renameStage(trial, of: made.id, to: "lead")
            }
            try await store.reorder([won.id, lead, trial], of: made.id)
            #expect(try await store.funnel(made.id)?.stages.map(\.name) == ["Won", "Lead", "TRIAL"])
            await #expect(throws: FunnelError.notEveryStage) { try await store.reorder([won.id, lead], of: made.id) }
            await #expect(throws: FunnelError.notEveryStage) {
                try await store.reorder([won.id, lead, lead], of: made.id)
            }
            try await store.deleteStage(lead, of: made.id)
            let lost = try await store.addStage("Lost", to: made.id)
            #expect(try await store.funnel(made.id)?.stages.map(\.name) == ["Won", "TRIAL", "Lost"])
            #expect(![lead, trial, won.id].contains(lost.id))
            try await store.rename(made.id, to: "SALES", group: "B2B")
            #expect(try await store.funnel(named: "sales").group == "B2B")
            let other = try await store.create("Other", stages: ["one"])
            await #expect(throws: FunnelError.noStages) {
                try await store.deleteStage(other.stages[0].id, of: other.id)
            }
            await #expect(throws: FunnelError.unknownStage("\(trial.number)", funnel: "Other")) {
                try await store.renameStage(trial, of: other.id, to: "Stolen")
            }
            try await store.delete(other.id)
            #expect(try await store.all().map(\.name) == ["SALES"])
        }
    }

    @Test(arguments: StoreKind.available)
    func `what contacts are in cannot be deleted`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            let store = FunnelStore(world.database)
            let made = try await store.create("Sales", stages: ["Lead", "Trial"])
            let numbers = try await world.create(World.bare(3))
            try await world.commit(Self.place(Bitmap(numbers.prefix(2)), on: made.stages[0], of: made))
            await #expect(throws: FunnelError.inUse("Sales", contacts: 2)) { try await store.delete(made.id) }
            await #expect(throws: FunnelError.stageInUse("Lead", contacts: 2)) {
                try await store.deleteStage(made.stages[0].id, of: made.id)
            }
            try await store.deleteStage(made.stages[1].id, of: made.id)
            let gone = Change(.existence, Bitmap(numbers), from: .same(.yes), to: .same(.none))
            try await world.commit(gone)
            #expect(try await world.count("contact_stage") == 0)
            try await store.delete(made.id)
        }
    }

    @Test(arguments: StoreKind.available)
    func `nobody is put on a stage of another funnel`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await TestFunnels.add(to: world.database)
            let numbers = try await world.create(World.bare(1))
            let wrong = Self.place(Bitmap(numbers), on: TestFunnels.wholesale.stages[0], of: TestFunnels.onboarding)
            await #expect(throws: StorageError.self) { try await world.commit(wrong) }
            #expect(try await world.count("contact_stage") == 0)
        }
    }
}
