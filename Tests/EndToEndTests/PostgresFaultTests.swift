import Contacts
import Executions
import Foundation
import Selections
import Storage
import TestSupport
import Testing

/// Processes that are frozen or killed while they hold something that others need, on PostgreSQL.
@Suite(.serialized, .enabled(if: StoreKind.postgresURL != nil)) struct PostgresFaultTests {
    /// Many, so that there are many moments in which the process holds the lock of one.
    private static let buckets = 30

    @Test func `a frozen process lets go, and another one finishes its execution`() async throws {
        try await TestDatabase.withAddress(.postgres) { address in
            let database = try await TestDatabase.open(address)
            try await Schema.migrate(database)
            try await CrashBase.fill(database, buckets: Self.buckets, contactsPerBucket: 1_000)
            let store = ExecutionStore(database, audiences: Audiences(database, time: .system), time: .system)
            let plan = try Plan(yaml: "actions: [ add-tags: { names: [FROZEN], score: 4 }, set-score: 25 ]")
            let id = try await store.create(plan, actor: .named("anna"))
            // The address shortens the pause, so that the test need not wait for the server's usual one.
            let short = address.description + "%20-cidle_in_transaction_session_timeout%3D1s"
            let frozen = try KartotekaProcess(["executions", "continue", "\(id)", "--database", short])
            defer { frozen.kill() }
            try #require(try await Self.freeze(frozen, holdingBucketIn: database), "it was never caught with a lock")

            let other = try KartotekaProcess(["executions", "continue", "\(id)", "--database", address.description])
            defer { other.kill() }
            let deadline = ContinuousClock.now + .seconds(240)
            while try await store.execution(id)?.state != .finished, ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(50))
            }
            let execution = try #require(try await store.execution(id))
            #expect(execution.state == .finished)
            #expect(execution.doneContacts == Self.buckets * 1_000)
            // The process goes on, and finds that nothing is left to do.
            frozen.thaw()
            while frozen.isRunning, ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(50))
            }
            #expect(!frozen.isRunning)
            let tags = try await database.read { connection in
                try connection.firstRow("SELECT COUNT(*) FROM contact_tag") { $0.integer(0) }
            }
            let scored = try await database.read { connection in
                try connection.firstRow("SELECT COUNT(*) FROM contact WHERE score = 25") { $0.integer(0) }
            }
            #expect(scored == Int64(Self.buckets * 1_000))
            #expect((tags ?? 0) >= Int64(Self.buckets * 1_000))
            await database.close()
        }
    }

    /// Freezes the process between two statements of a transaction that holds the lock of a bucket.
    private static func freeze(_ process: KartotekaProcess, holdingBucketIn database: any Database) async throws -> Bool
    {
        let deadline = ContinuousClock.now + .seconds(180)
        while process.isRunning, ContinuousClock.now < deadline {
            guard try await holders(database, idle: false) > 0 else { continue }
            process.freeze()
            // A statement that still ran comes to its end; one that waits for the process never does.
            let patience = ContinuousClock.now + .milliseconds(500)
            while try await holders(database, idle: false) > 0, ContinuousClock.now < patience {
                if try await holders(database, idle: true) > 0 { return true }
                try await Task.sleep(for: .milliseconds(5))
            }
            process.thaw()
        }
        return false
    }

    /// How many connections hold the lock of a bucket of this base.
    private static func holders(_ database: any Database, idle: Bool) async throws -> Int64 {
        try await database.read { connection in
            try connection.firstRow(
                """
                SELECT COUNT(*) FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
                WHERE l.locktype = 'advisory' AND l.granted AND (\(idle) = 0 OR a.state = 'idle in transaction')
                    AND (l.classid::bigint << 32 | l.objid::bigint) IN (
                        SELECT hashtextextended(current_schema()::text, bucket)
                        FROM generate_series(0, \(Self.buckets)) AS bucket
                    )
                """
            ) { $0.integer(0) } ?? 0
        }
    }

    @Test func `a process that is frozen while it sends rows lets go, and another import gets through`() async throws {
        try await CommandLineWorld.with(.postgres) { world in
            let text = "email,name\n" + (0..<60_000).map { "p\($0)@example.com,Name \($0)\n" }.joined()
            let path = try world.file("people.csv", text)
            try world.run("migrate")
            let database = try await TestDatabase.open(world.address)
            let frozen = try KartotekaProcess(["import", path, "--database", world.address.description])
            defer { frozen.kill() }
            try #require(try await Self.freezeWhileCopying(frozen, database), "it was never caught while it sent rows")

            // The address shortens the time to wait for a lock, and with it what counts as frozen.
            let short = world.address.description + "%20-clock_timeout%3D2s"
            let other = try KartotekaProcess.run(["import", path, "--database", short])
            #expect(other.code == 0, "\(other.complaint)")
            #expect(try await Self.copiesThatWait(database) == 0)
            let count = try await database.read { connection in
                try connection.firstRow("SELECT COUNT(*) FROM contact") { $0.integer(0) }
            }
            #expect(count == 60_000)
            await database.close()
        }
    }

    /// Freezes the process while the server waits for more rows of a `COPY`.
    private static func freezeWhileCopying(_ process: KartotekaProcess, _ database: any Database) async throws -> Bool {
        let deadline = ContinuousClock.now + .seconds(60)
        while process.isRunning, ContinuousClock.now < deadline {
            guard try await copiesThatWait(database) > 0 else { continue }
            process.freeze()
            // What was on its way is taken first; then the server waits for good, or the statement is over.
            try await Task.sleep(for: .milliseconds(100))
            if try await copiesThatWait(database) > 0 { return true }
            process.thaw()
        }
        return false
    }

    /// How many connections wait for rows of a `COPY` into a table of this base, with the table locked.
    private static func copiesThatWait(_ database: any Database) async throws -> Int64 {
        try await database.read { connection in
            try connection.firstRow(
                """
                SELECT COUNT(DISTINCT a.pid) FROM pg_stat_activity a JOIN pg_locks l ON l.pid = a.pid
                WHERE a.state = 'active' AND a.wait_event = 'ClientRead' AND a.query LIKE 'COPY %'
                    AND l.relation = 'contact'::regclass
                """
            ) { $0.integer(0) } ?? 0
        }
    }

    @Test func `an import after several that were killed comes to its end`() async throws {
        try await CommandLineWorld.with(.postgres) { world in
            let rows = 40_000
            let text = "email,name\n" + (0..<rows).map { "p\($0)@example.com,Name \($0)\n" }.joined()
            let path = try world.file("people.csv", text)
            try world.run("migrate")
            let database = try await TestDatabase.open(world.address)
            var kills = 0
            while kills < 4 {
                let process = try KartotekaProcess(["import", path, "--database", world.address.description])
                let deadline = ContinuousClock.now + .seconds(60)
                let before = try await Self.pages(of: "contact_profile", database)
                // Killed while its rows fill the tables, before it commits them.
                while try await Self.pages(of: "contact_profile", database) <= before,
                    process.isRunning, ContinuousClock.now < deadline
                {
                    try await Task.sleep(for: .milliseconds(5))
                }
                process.kill()
                kills += 1
                // The statistics see dead rows only.
                try await database.execute("ANALYZE contact_profile")
                try await database.execute("ANALYZE contact")
            }
            // No statement takes longer than this, on the slowest machine.
            let limited = world.address.description + "%20-cstatement_timeout%3D60s"
            let last = try KartotekaProcess.run(["import", path, "--database", limited])
            #expect(last.code == 0, "\(last.complaint)")
            let count = try await database.read { connection in
                try connection.firstRow("SELECT COUNT(*) FROM contact") { $0.integer(0) }
            }
            #expect(count == Int64(rows))
            await database.close()
        }
    }

    private static func pages(of table: String, _ database: any Database) async throws -> Int64 {
        try await database.read { connection in
            try connection.firstRow(
                "SELECT pg_relation_size(\(table)::regclass) / 8192"
            ) { $0.integer(0) } ?? 0
        }
    }
}
