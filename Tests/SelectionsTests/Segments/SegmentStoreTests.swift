import Contacts
import Selections
import Storage
import TestSupport
import Testing

struct SegmentStoreTests {
    @Test(arguments: StoreKind.available)
    func `who sees own contacts only changes own segments only`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            try await TestUsers.add(to: database)
            let store = SegmentStore(database, time: TestClock().time)
            let (anna, piotr) = (TestUsers.restricted(TestUsers.anna), TestUsers.restricted(TestUsers.piotr))
            let everybody = try Selection(query: "all")
            try await store.create("Hers", everybody, by: anna)
            try await store.create("Ours", everybody, by: .operator)
            for name in ["Hers", "Ours"] {
                let refused = SegmentError.notYours(name)
                await #expect(throws: refused) { try await store.update(name, everybody, by: piotr) }
                await #expect(throws: refused) { try await store.rename(name, to: "His", by: piotr) }
                await #expect(throws: refused) { try await store.delete(name, by: piotr) }
            }
            try await store.update("Hers", everybody, by: anna)
            try await store.update("Hers", everybody, by: TestUsers.manager(TestUsers.jan))
            let open = try await store.all().map { $0.isOpen(to: anna) }
            #expect(open == [true, false])
            try await store.delete("Hers", by: anna)
        }
    }

    @Test(arguments: StoreKind.available)
    func `who does not see all automation reads no query that may name somebody's own`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            try await TestUsers.add(to: database)
            try await TestAutomations.add(to: database)
            let store = SegmentStore(database, time: TestClock().time)
            let anna = TestUsers.restricted(TestUsers.anna)
            let viewer = Actor(name: "v", user: TestUsers.jan, reach: .everybody, seesAllAutomations: false)
            for (query, isOpen) in [
                ("all", true), ("score > 1 or not has rule.Welcome", false), ("workflow.Onboarding = inside", false),
            ] {
                let segment = try await store.create(query, Selection(query: query), by: anna)
                #expect(segment.isOpen(to: viewer) == isOpen, "\(query)")
                #expect(segment.isOpen(to: TestUsers.manager(TestUsers.jan)) && segment.isOpen(to: anna))
                #expect(!segment.isOpen(to: TestUsers.restricted(TestUsers.jan)))
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `a segment names users who are there`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            try await TestUsers.add(to: database)
            let store = SegmentStore(database, time: TestClock().time)
            await #expect(throws: SelectionError.unknownUser("nobody@shop.example")) {
                try await store.create("X", try Selection(query: "not owner = nobody@shop.example"))
            }
            try await store.create("X", try Selection(query: "not owner = ANNA@shop.example"))
            #expect(try await store.all().count == 1)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a segment is found by its name in any case`(kind: StoreKind) async throws {
        try await withStore(kind) { store in
            let made = try await store.create("  Żółte Buty ", Selection(query: "tag = SHOES"))
            #expect(made.name == "Żółte Buty")
            #expect(made.createdAt == TestClock.start)
            let found = try #require(try await store.segment(named: "żółte BUTY "))
            #expect(found == made)
            #expect(found.selection.queryText == "tag = SHOES")
            #expect(try await store.segment(named: "Buty") == nil)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a name is taken in every spelling`(kind: StoreKind) async throws {
        try await withStore(kind) { store in
            try await store.create("Cafe\u{301}", Selection())
            await #expect(throws: SegmentError.nameTaken("Cafe\u{301}")) {
                try await store.create("CAFÉ", Selection())
            }
            try await store.create("Tea", Selection())
            await #expect(throws: SegmentError.nameTaken("Cafe\u{301}")) { try await store.rename("Tea", to: "café") }
            try await store.rename("tea", to: "TEA")
            #expect(try await store.all().map(\.name) == ["Cafe\u{301}", "TEA"])
        }
    }

    @Test(arguments: [
        (" ", SegmentError.emptyName), (String(repeating: "x", count: 101), .nameTooLong(actual: 101)),
    ])
    func `a name is neither empty nor too long`(name: String, error: SegmentError) async throws {
        try await withStore(.sqlite) { store in
            await #expect(throws: error) { try await store.create(name, Selection()) }
            try await store.create(String(repeating: "x", count: 100), Selection())
            await #expect(throws: error) { try await store.rename(String(repeating: "x", count: 100), to: name) }
        }
    }

    @Test(arguments: StoreKind.available)
    func `renaming goes through the boxes of other segments`(kind: StoreKind) async throws {
        try await withStore(kind) { store in
            try await store.create("Old", Selection(query: "invalid"))
            let boxes = Selection(
                segment: "OLD",
                include: [try Criterion(query: "segment = old and score > 1 or not segment = Old")],
                exclude: [try Criterion(query: "segment = Old")],
                filter: [.not(.segment("Old")), .leaf(.monitored)]
            )
            try await store.create("User", boxes)
            try await store.create("Other", Selection(query: "name = Old"))
            try await store.rename("old", to: "New name")
            let user = try #require(try await store.segment(named: "User")).selection
            #expect(user.segment == "New name")
            #expect(
                user.include.map(\.queryText) == [#"segment = "New name" and score > 1 or not segment = "New name""#]
            )
            #expect(user.exclude.map(\.queryText) == [#"segment = "New name""#])
            #expect(user.filter.map(\.queryText) == [#"not segment = "New name""#, "monitored"])
            #expect(try await store.segment(named: "Other")?.selection.queryText == "name = Old")
            #expect(try await store.segment(named: "Old") == nil)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a segment that another one uses is not deleted`(kind: StoreKind) async throws {
        try await withStore(kind) { store in
            try await store.create("Inner", Selection(query: "invalid"))
            try await store.create("Outer", Selection(query: "not segment = INNER"))
            await #expect(throws: SegmentError.usedBy(name: "Inner", others: ["Outer"])) {
                try await store.delete("inner")
            }
            try await store.delete("Outer")
            try await store.delete("inner")
            #expect(try await store.all().isEmpty)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a segment never contains itself`(kind: StoreKind) async throws {
        try await withStore(kind) { store in
            await #expect(throws: SelectionError.segmentCycle(["A", "a"])) {
                try await store.create("A", Selection(query: "segment = a"))
            }
            try await store.create("A", Selection(query: "invalid"))
            try await store.create("B", Selection(query: "segment = A or monitored"))
            try await store.create("C", Selection(query: "not segment = B"))
            await #expect(throws: SelectionError.segmentCycle(["A", "C", "B", "A"])) {
                try await store.update("a", Selection(query: "segment = C"))
            }
            #expect(try await store.segment(named: "A")?.selection.queryText == "invalid")
        }
    }

    @Test(arguments: StoreKind.available)
    func `two edits at once cannot make a cycle`(kind: StoreKind) async throws {
        try await withStore(kind) { store in
            try await store.create("A", Selection())
            try await store.create("B", Selection())
            let failures = await withTaskGroup(of: Bool.self) { group in
                for (name, other) in [("A", "B"), ("B", "A")] {
                    group.addTask {
                        do {
                            try await store.update(name, Selection(query: "segment = \(other)"))
                            return false
                        } catch {
                            return error is SelectionError
                        }
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(failures == 1)
        }
    }

    @Test func `segments that do not exist are errors`() async throws {
        try await withStore(.sqlite) { store in
            await #expect(throws: SelectionError.unknownSegment("Nobody")) {
                try await store.create("A", Selection(query: "invalid or segment = Nobody"))
            }
            await #expect(throws: SegmentError.unknown("A")) { try await store.update(" A ", Selection()) }
            await #expect(throws: SegmentError.unknown("A")) { try await store.rename("A", to: "B") }
            await #expect(throws: SegmentError.unknown("A")) { try await store.delete("A") }
        }
    }

    @Test func `segments lie in each other sixteen deep`() async throws {
        try await withStore(.sqlite) { store in
            try await store.create("S1", Selection(query: "invalid"))
            for level in 2...16 {
                // Twice, which would double the work at each level if segments were copied into each other.
                let query = "segment = S\(level - 1) and monitored or segment = s\(level - 1) and not monitored"
                try await store.create("S\(level)", Selection(query: query))
            }
            let tooDeep = SelectionError.segmentsTooDeep(limit: 16)
            await #expect(throws: tooDeep) { try await store.create("S17", Selection(query: "segment = S16")) }
            try await store.create("Leaf", Selection())
            await #expect(throws: tooDeep) { try await store.update("S1", Selection(query: "segment = Leaf")) }
        }
    }

    private func withStore(_ kind: StoreKind, _ body: (SegmentStore) async throws -> Void) async throws {
        try await TestDatabase.withDatabase(kind) { try await body(SegmentStore($0, time: TestClock().time)) }
    }
}
