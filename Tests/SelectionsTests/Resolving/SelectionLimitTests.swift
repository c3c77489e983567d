import Bitmaps
import Contacts
import Storage
import TestSupport
import Testing

@testable import Selections

/// What keeps one question from keeping a database busy.
struct SelectionLimitTests {
    private static func names(_ count: Int) -> [Criterion] {
        (0..<count).map { .leaf(.text(.name, .contains("name \($0)"))) }
    }

    @Test(arguments: StoreKind.available)
    func `more than a thousand conditions are refused, also when segments hide them`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let audiences = Audiences(database, time: TestClock().time)
            let store = SegmentStore(database, time: TestClock().time)
            #expect(try await audiences.count(Selection(include: Self.names(1_000)), reach: .everybody) == 0)
            await #expect(throws: SelectionError.tooManyCriteria(limit: 1_000)) {
                try await audiences.count(Selection(include: Self.names(1_001)), reach: .everybody)
            }
            try await store.create("Half", Selection(include: Self.names(600)))
            await #expect(throws: SelectionError.tooManyCriteria(limit: 1_000)) {
                try await audiences.count(
                    Selection(segment: "Half", include: Self.names(600)),
                    reach: .everybody
                )
            }
            // A segment counts once, however often it is named.
            let twice = Criterion.and([.segment("Half"), .not(.segment("half"))])
            #expect(try await audiences.count(Selection(include: [twice]), reach: .everybody) == 0)
            await #expect(throws: SelectionError.tooManyCriteria(limit: 1_000)) {
                try await store.create("Whole", Selection(segment: "Half", include: Self.names(600)))
            }
            try await store.create("User", Selection(segment: "Half", include: Self.names(300)))
            await #expect(throws: SelectionError.tooManyCriteria(limit: 1_000)) {
                try await store.update("Half", Selection(include: Self.names(800)))
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `long phrases and lists are refused with what to do`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let audiences = Audiences(database, time: TestClock().time)
            let long = String(repeating: "ł", count: 200_000)
            let leaves: [Leaf] = [
                .text(.name, .contains(long)), .text(.phone, .starts(long)), .text(.email, .isOneOf([long])),
                .detail(try DetailName("city"), .contains(long)),
                .detail(try DetailName("city"), .isOneOf(["a", long])),
            ]
            for leaf in leaves {
                await #expect(throws: SelectionError.phraseTooLong(actual: 200_000, limit: 1_024)) {
                    try await audiences.count(Selection(include: [.leaf(leaf)]), reach: .everybody)
                }
            }
            let addresses = (0...100_000).map { "a\($0)@example.com" }
            await #expect(throws: SelectionError.listsTooLong(limit: 100_000)) {
                try await audiences.count(
                    Selection(include: [.leaf(.text(.email, .isOneOf(addresses)))]),
                    reach: .everybody
                )
            }
            let phrases = (0..<200).map {
                Criterion.leaf(.text(.name, .contains("\($0)" + String(repeating: "a", count: 600))))
            }
            await #expect(throws: SelectionError.phrasesTooLong(limit: 100_000)) {
                try await audiences.count(Selection(include: phrases), reach: .everybody)
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `lists as long as the limit are one look-up`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            var world = SelectionWorld(database, SeededGenerator(seed: 1))
            try await world.commit(ChangeSet(created: world.created(50)))
            let recording = RecordingDatabase(database)
            let audiences = Audiences(recording, time: world.clock.time)
            let names = try (0..<100_000).map { try TagName("T\($0)") }
            _ = recording.takeQueries()
            _ = try await audiences.count(Selection(include: [.leaf(.tag(names, .any))]), reach: .everybody)
            _ = try await audiences.count(Selection(include: [.leaf(.tag(names, .all))]), reach: .everybody)
            #expect(recording.takeQueries().count < 20)
        }
    }

    @Test(arguments: StoreKind.available)
    func `many conditions of one column are one statement`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            var world = SelectionWorld(database, SeededGenerator(seed: 1))
            try await world.commit(ChangeSet(created: world.created(50)))
            let recording = RecordingDatabase(database)
            let audiences = Audiences(recording, time: world.clock.time)
            _ = recording.takeQueries()
            _ = try await audiences.count(Selection(include: Self.names(900)), reach: .everybody)
            let scores = (0..<1_000).map { Criterion.leaf(.score(ValueRange(lower: .init($0, isIncluded: true)))) }
            _ = try await audiences.count(Selection(include: scores), reach: .everybody)
            #expect(recording.takeQueries().count < 30)
        }
    }

    @Test(arguments: StoreKind.available)
    func `many tags at once are the union and the intersection of each`(kind: StoreKind) async throws {
        let random = SeededGenerator(for: "many tags at once (\(kind))")
        try await TestDatabase.withDatabase(kind) { database in
            try await TestUsers.add(to: database)
            try await TestFunnels.add(to: database)
            try await TestAutomations.add(to: database)
            var world = SelectionWorld(database, random)
            try await world.commit(ChangeSet(created: world.created(100)))
            for _ in 0..<20 { try await world.changeSomething() }
            let known = RandomCriterion.Vocabulary.hitting(emails: []).tags
            let others = try (0..<20).map { try TagName("NOBODY\($0)") }
            let criteria: [Criterion] = [
                .leaf(.tag(known + others, .any)), .leaf(.tag(known + others, .all)),
                .leaf(.tag(known + known + others + others, .any)),
                .leaf(.tag(Array(repeating: known[0], count: 40), .all)),
                .not(.leaf(.tag(others + [known[0]], .any))),
            ]
            try await world.compare(criteria, Audiences(database, time: world.clock.time), "a cold index")
        }
    }

    /// Runs the body while that many slow answers are under way.
    private static func during(_ answers: Int, _ places: SlowPlaces, _ body: () throws -> Void) rethrows {
        guard answers > 0 else { return try body() }
        try places.enter(.seconds(10)) { _ in try during(answers - 1, places, body) }
    }

    @Test func `half of the connections are for answers that take long`() throws {
        let places = SlowPlaces(connections: 4)
        for (others, time) in [(0, 10), (1, 10), (2, 1), (3, 1), (0, 10)] {
            Self.during(others, places) {
                places.enter(.seconds(10)) { #expect($0 == .seconds(time)) }
            }
        }
        SlowPlaces(connections: 1).enter(.seconds(10)) { #expect($0 == .seconds(10)) }
    }

    @Test(arguments: StoreKind.available)
    func `who asks while all places are taken is told to try again`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            // As a statement that was still running when its time was over.
            let slow = RecordingDatabase(database, failure: StorageError(.timedOut, "over"))
            let audiences = Audiences(slow, time: TestClock().time)
            for (others, error) in [(0, SelectionError.tookTooLong(.seconds(10))), (database.readers, .tooManyAtOnce)] {
                await #expect(throws: error) {
                    try await slow.read { connection in
                        try Self.during(others, audiences.slowPlaces) {
                            _ = try audiences.resolve(Selection(), in: connection, reach: .everybody)
                        }
                    }
                }
            }
            let unlimited = try await slow.read { connection in
                try audiences.resolve(Selection(), in: connection, reach: .everybody, patience: .unlimited).count
            }
            #expect(unlimited == 0)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a statement is cancelled when its time is over, and the database works on`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let endless: SQL = """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000)
                SELECT COUNT(*) FROM n
                """
            await #expect {
                try await database.read { connection in
                    try connection.cancelling(at: .now.advanced(by: .milliseconds(200))) {
                        try connection.rows(endless) { $0.integer(0) }
                    }
                }
            } throws: { ($0 as? StorageError)?.code == .timedOut }
            let one = try await database.read { connection in
                try connection.cancelling(at: .now.advanced(by: .seconds(60))) {
                    try connection.firstRow("SELECT 1") { $0.integer(0) }
                }
            }
            #expect(one == 1)
        }
    }
}
