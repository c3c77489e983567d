import Bitmaps
import Contacts
import Dispatch
import Selections
import Storage
import Synchronization
import TestSupport
import Testing

/// Whoever counts while others write gets the answer of one state, never of a mixture.
struct ConcurrentAudiencesTests {
    private static let baton = RandomContacts.tagNames("BATON")[0]
    private static let contacts = 40
    private static let holders = 13
    private static let movesOfEach = 60

    @Test(arguments: StoreKind.available)
    func `a tag that is handed on is held by the same number at any time`(kind: StoreKind) async throws {
        let random = SeededGenerator(for: "a tag that is handed on (\(kind))")
        try await TestDatabase.withDatabase(kind) { database in
            try await TestUsers.add(to: database)
            try await TestFunnels.add(to: database)
            try await TestAutomations.add(to: database)
            var world = SelectionWorld(database, random)
            try await world.commit(ChangeSet(created: Self.start(&world)))
            let race = Race()
            let shared = world.audiences
            let other = Audiences(database, time: world.clock.time)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for audiences in [shared, shared, shared, other] {
                    group.addTask {
                        repeat {
                            let turn = race.answers.add(1, ordering: .relaxed).newValue
                            try await Self.expectOneState(audiences, database, turn)
                        } while race.writers.load(ordering: .relaxed) > 0
                    }
                }
                for writer in 0..<Race.writers {
                    group.addTask {
                        defer { race.writers.subtract(1, ordering: .relaxed) }
                        var own = SeededGenerator(seed: ~random.seed &+ UInt64(writer))
                        for _ in 0..<Self.movesOfEach { try await Self.handOn(database, &own) }
                    }
                }
                try await group.waitForAll()
            }
            #expect(race.answers.load(ordering: .relaxed) > 8, "seed \(random.seed)")
        }
    }

    @Test(arguments: StoreKind.available)
    func `a snapshot is answered as it is, though others followed the journal further`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            try await TestUsers.add(to: database)
            try await TestFunnels.add(to: database)
            try await TestAutomations.add(to: database)
            var world = SelectionWorld(database, SeededGenerator(seed: 5))
            try await world.commit(ChangeSet(created: Self.start(&world)))
            let audiences = world.audiences
            let criteria = try ["tag = BATON", "not score = 1"].map(Criterion.init(query:))
            let before = criteria.map { [model = world.model] in model.members(of: $0, within: .everybody) }
            let gate = DispatchSemaphore(value: 0)
            let (started, start) = AsyncStream<Void>.makeStream()
            async let old = database.read { connection in
                // The first query takes the snapshot; this thread is the database's own and may wait.
                _ = try JournalReader(connection).lastSequence()
                start.finish()
                gate.wait()
                return try audiences.resolve(criteria, in: connection).map(\.numbers)
            }
            for await _ in started {}
            let held = FacetValue.tag(score: 5, addedAt: TestClock.start)
            let move = Change(.tag(Self.baton), Bitmap(before[0]), from: .same(held), to: .same(.none))
            let result: Result<[[UInt32]], any Error>
            do {
                try await world.commit(ChangeSet(changes: [move]))
                result = .success(try await database.read { try audiences.resolve(criteria, in: $0).map(\.numbers) })
            } catch {
                result = .failure(error)
            }
            gate.signal()
            #expect(try await old == before)
            let after = criteria.map { [model = world.model] in model.members(of: $0, within: .everybody) }
            #expect(try result.get() == after)
            #expect(try await audiences.count(Selection(query: "tag = BATON")) == 0)
        }
    }

    private static func start(_ world: inout SelectionWorld) -> [NewContact] {
        (0..<contacts).map { index in
            var contact = world.newContact()
            contact.tags = index < holders ? [baton: 5] : [:]
            contact.score = index < holders ? 1 : 0
            return contact
        }
    }

    /// Asks everything in one snapshot, and the number of holders also by itself.
    ///
    /// What is remembered has to fit what is read: the last two conditions are new every few turns.
    private static func expectOneState(_ audiences: Audiences, _ database: any Database, _ turn: Int) async throws {
        let criteria = try [
            "tag = BATON", "score = 1", "all", "tag = BATON and score = 1", "not tag = BATON and not score = 1",
            "tag-score.BATON = 5", "not score = 0 or score = 0", "score > 0", "score < 1",
            "tag = BATON and not tag-score.BATON between 5 and \(5 + turn / 6)",
            "not tag = BATON and tag-score.BATON between 5 and \(5 + turn / 6)",
        ].map(Criterion.init(query:))
        let counts = try await database.read { try audiences.resolve(criteria, in: $0).map(\.count) }
        #expect(
            counts == [
                holders, holders, contacts, holders, contacts - holders, holders, contacts, holders, contacts - holders,
                0, 0,
            ]
        )
        #expect(try await audiences.count(Selection(query: "tag = BATON")) == holders)
    }

    /// Moves the tag and the score from one contact to another, or puts a new contact in the place of an old one.
    private static func handOn(_ database: any Database, _ random: inout SeededGenerator) async throws {
        let choice = random.next()
        let address = "new\(choice)@example.com"
        let id = ContactID(at: TestClock.start, using: &random)
        try await database.write { connection in
            let door = Door(connection, now: TestClock.start)
            try door.lock([Bucket(0)])
            let everybody = try connection.rows("SELECT number FROM contact ORDER BY number") { $0.number(0) }
            let holding = Bitmap(try connection.rows("SELECT number FROM contact_tag") { $0.number(0) })
            let from = holding.numbers[Int(choice % UInt64(holding.count))]
            let others = everybody.filter { !holding.contains($0) }
            let to = others[Int((choice >> 20) % UInt64(others.count))]
            let held = FacetValue.tag(score: 5, addedAt: TestClock.start)
            var set = ChangeSet()
            if choice >> 40 & 3 == 0 {
                set.changes = [Change(.existence, [from], from: .same(.yes), to: .same(.none))]
                set.created = [
                    NewContact(
                        id: id,
                        email: RandomContacts.email(address),
                        score: 1,
                        createdAt: TestClock.start,
                        tags: [baton: 5]
                    )
                ]
            } else {
                set.changes = [
                    Change(.tag(baton), [from], from: .same(held), to: .same(.none)),
                    Change(.tag(baton), [to], from: .same(.none), to: .same(held)),
                    Change(.score, [from], from: .same(.integer(1)), to: .same(.integer(0))),
                    Change(.score, [to], from: .same(.integer(0)), to: .same(.integer(1))),
                ]
            }
            try door.commit(set, cause: Cause(.sample, actor: "test"))
        }
    }
}

/// What readers and writers tell each other.
private final class Race: Sendable {
    static let writers = 2

    let writers = Atomic(Race.writers)
    let answers = Atomic(0)
}
