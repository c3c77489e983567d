import Actions
import Automations
import Bitmaps
import Contacts
import Executions
import Selections
import Storage
import TestSupport
import Testing

/// Kills the real server again and again while 100,000 contacts go through a workflow with waits.
@Suite(.serialized) struct AutomationCrashTests {
    private static let buckets = 20
    private static let contactsPerBucket = 5_000
    private static let contacts = buckets * contactsPerBucket
    /// Twenty buckets are launched and two sets moved at two nodes at least; several of these may be done before a kill.
    private static let fewestKills = 4
    private static let fewestPlaces = 3
    /// After so many kills the program gets the time that it needs, in seconds.
    private static let mostKills = 14
    private static let patience = 15.0
    /// Each way adds a power of ten, so that the score tells which nodes were passed how often.
    private static let workflow = """
        kind: workflow
        name: Crash
        definition:
          events: [score-changed]
          entry: 1
          nodes:
            - { id: 1, action: { add-score: 1000 }, next: 2 }
            - { id: 2, action: { add-tags: { names: [PASSED] } }, next: 3 }
            - { id: 3, condition: [ { if: 'tag = CRASH', next: 4 } ], otherwise: 5 }
            - { id: 4, action: { add-score: 100000 }, next: 6 }
            - { id: 5, action: { add-score: 10000 }, next: 6 }
            - { id: 6, action: { add-note: { text: Was here } }, next: 7 }
            - { id: 7, wait: 1 minute, next: 8 }
            - { id: 8, action: { add-score: 1000000 }, next: 9 }
            - { id: 9, wait: 30 days, next: 10 }
            - { id: 10, stop: true }
        """

    @Test(arguments: StoreKind.available)
    func `everybody is at the right node once, however often the server is killed`(kind: StoreKind) async throws {
        try await TestDatabase.withAddress(kind) { address in
            let database = try await TestDatabase.open(address)
            try await Schema.migrate(database)
            try await CrashBase.fill(
                database,
                buckets: Self.buckets,
                contactsPerBucket: Self.contactsPerBucket
            )
            let store = AutomationStore(database, time: .system)
            let file = try AutomationFile(yaml: Self.workflow)
            let id = try await store.create(AutomationSettings(file), file.definition, by: .operator)
            try await store.activate(id, by: .operator)
            let audiences = Audiences(database, time: .system)
            let executions = ExecutionStore(database, audiences: audiences, time: .system)
            _ = try await executions.create(try Plan(yaml: "actions: [run-workflow: Crash]"), actor: .named("anna"))

            var kills = 0
            var seen: Set<Int64> = []
            var limit = 0.8
            let deadline = ContinuousClock.now + .seconds(300)
            while try await Self.waiting(at: 9, database) < Self.contacts, ContinuousClock.now < deadline {
                // Nobody waits the minute of the workflow for this.
                try await Self.hurry(database)
                let before = try await Self.commits(database)
                let process = try KartotekaProcess(["work", "--database", address.description])
                await process.kill(after: kills < Self.mostKills ? Double.random(in: 0.1...limit) : Self.patience)
                kills += 1
                let progress = try await Self.commits(database) - before
                // Whole sets get done only where there is time for them; a machine that does much is killed sooner.
                if progress == 0 { limit *= 1.7 } else if progress > 2 { limit = max(0.2, limit * 0.7) }
                seen.insert(before + progress)
            }
            #expect(kills >= Self.fewestKills, "the run ended before it was killed often enough")
            #expect(seen.count >= Self.fewestPlaces, "the kills must hit the way at different places")
            try await Self.expectEverythingOnce(database, id)
            await database.close()
        }
    }

    private static func expectEverythingOnce(_ database: any Database, _ id: AutomationID) async throws {
        let wrong = try await database.read { connection in
            try connection.firstRow(
                """
                SELECT COUNT(*) FROM contact c WHERE score / 1000 <> CASE WHEN EXISTS (
                    SELECT 1 FROM contact_tag t JOIN tag n ON n.id = t.tag_id
                    WHERE n.name = 'CRASH' AND t.number = c.number) THEN 1101 ELSE 1011 END
                """
            ) { $0.integer(0) }
        }
        #expect(wrong == 0, "each node was passed once")
        let (notes, launches, counts) = try await database.read { connection in
            (
                try connection.firstRow("SELECT COUNT(*), COUNT(DISTINCT number) FROM note") {
                    [$0.integer(0), $0.integer(1)]
                },
                try connection.firstRow(
                    "SELECT COUNT(*), MIN(launches), MAX(launches), MIN(node), MAX(node) FROM contact_automation"
                ) { row in (0..<5).map { row.integer($0) } },
                try AutomationReports(connection, reach: .everybody)
                    .counts(of: try #require(try AutomationReader(connection).automation(id)))
            )
        }
        #expect(notes == [Int64(contacts), Int64(contacts)])
        #expect(launches == [Int64(contacts), 1, 1, 9, 9])
        for node in [0, 1, 2, 6, 7, 8].map({ NodeID($0) }) {
            #expect(counts[node]?.passed == [.onward: contacts], "node \(node.number)")
        }
        let fourth = contacts / 4
        #expect(counts[NodeID(3)]?.passed == [.path(1): fourth, .otherwise: contacts - fourth])
    }

    private static func waiting(at node: Int64, _ database: any Database) async throws -> Int {
        try await database.read { connection in
            try connection.firstRow("SELECT COUNT(*) FROM contact_automation WHERE node = \(node)") {
                Int($0.integer(0))
            } ?? 0
        }
    }

    /// How many commits the journal has.
    private static func commits(_ database: any Database) async throws -> Int64 {
        try await database.read { try JournalReader($0).lastSequence() }
    }

    /// Makes those due who wait for the minute.
    private static func hurry(_ database: any Database) async throws {
        _ = try await database.write { connection in
            try connection.execute(
                "UPDATE contact_automation SET due_at = since WHERE node = 7 AND due_at > since"
            )
        }
    }
}
