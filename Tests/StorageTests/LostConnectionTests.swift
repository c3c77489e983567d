import Storage
import Synchronization
import TestSupport
import Testing

/// A server that restarts, a network that breaks: only PostgreSQL knows them.
@Suite(.enabled(if: StoreKind.available.contains(.postgres)))
struct LostConnectionTests {
    @Test func `a transaction whose connection is lost runs again as a whole, once`() async throws {
        try await withTwo { database, other in
            let attempts = Counter()
            let pid = Mutex<Int64>(0)
            try await database.write { connection in
                let attempt = attempts.add(1)
                try connection.execute("INSERT INTO sample (id, word) VALUES (\(attempt), 'first')")
                guard attempt == 1 else { return }
                pid.withLock { $0 = (try? Self.process(of: connection)) ?? 0 }
                try Self.blocking { try await Self.terminate(pid.withLock { $0 }, from: other) }
                try connection.execute("INSERT INTO sample (id, word) VALUES (100, 'second')")
            }
            #expect(attempts.value == 2)
            #expect(try await database.read { try $0.rows("SELECT id FROM sample") { $0.integer(0) } } == [2])
        }
    }

    @Test func `a connection lost between transactions is opened again`() async throws {
        try await withTwo { database, other in
            for round in 1...5 {
                let pid = try await database.read { try Self.process(of: $0) }
                try await Self.terminate(pid, from: other)
                try await database.execute("INSERT INTO sample (id) VALUES (\(round))")
            }
            #expect(try await Sample.count(in: database) == 5)
        }
    }

    @Test func `a connection lost in a batch or a repeated statement is opened again`() async throws {
        try await withTwo { database, other in
            let attempts = Counter()
            try await database.write { connection in
                let attempt = attempts.add(1)
                if attempt <= 2 {
                    let pid = try Self.process(of: connection)
                    try Self.blocking { try await Self.terminate(pid, from: other) }
                }
                if attempt == 1 {
                    var batch = RowBatch("sample", ["id", "word"])
                    for id in 1...30_000 { batch.append(id.sqlValue, .text("x")) }
                    try connection.insert(batch)
                } else {
                    try connection.execute(
                        "INSERT INTO sample (id, word) VALUES (?, ?)",
                        width: 2,
                        values: (1...2000).flatMap { [$0.sqlValue, .text("y")] }
                    )
                }
            }
            #expect(attempts.value == 3)
            #expect(try await Sample.count(in: database) == 2000)
        }
    }

    /// Whoever loses the connection while committing cannot know; a blind second run could commit twice.
    @Test func `a connection lost while committing is not tried again`() async throws {
        try await withTwo { database, other in
            let attempts = Counter()
            // A deferred trigger ends the connection from within the commit.
            try await other.write { connection in
                try connection.execute(
                    """
                    CREATE FUNCTION end_connection() RETURNS trigger LANGUAGE plpgsql AS
                    'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'
                    """
                )
                try connection.execute(
                    """
                    CREATE CONSTRAINT TRIGGER sample_end AFTER INSERT ON sample
                    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION end_connection()
                    """
                )
            }
            let error = await #expect(throws: StorageError.self) {
                try await database.write { connection in
                    attempts.add(1)
                    try connection.execute("INSERT INTO sample (id) VALUES (1)")
                }
            }
            #expect(error?.code == .unknownOutcome)
            #expect(error?.isPassing == true)
            #expect(attempts.value == 1)
            #expect(try await Sample.count(in: other) == 0)
        }
    }

    @Test func `transactions that block each other are resolved and all commit`() async throws {
        try await withTwo { database, _ in
            try await database.execute("INSERT INTO sample (id, amount) VALUES (1, 0), (2, 0)")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<6 {
                    group.addTask {
                        let (first, second) = index % 2 == 0 ? (1, 2) : (2, 1)
                        try await database.write { connection in
                            try connection.execute("SET LOCAL deadlock_timeout = '20ms'")
                            try connection.execute("UPDATE sample SET amount = amount + 1 WHERE id = \(first)")
                            try connection.execute("SELECT pg_sleep(0.02)")
                            try connection.execute("UPDATE sample SET amount = amount + 1 WHERE id = \(second)")
                        }
                    }
                }
                try await group.waitForAll()
            }
            let amounts = try await database.read { try $0.rows("SELECT amount FROM sample") { $0.real(0) } }
            #expect(amounts == [6, 6])
        }
    }

    private func withTwo(_ body: (any Database, any Database) async throws -> Void) async throws {
        try await TestDatabase.withAddress(.postgres) { address in
            let database = try await TestDatabase.open(address)
            let other = try await TestDatabase.open(address)
            let result: Result<Void, any Error>
            do {
                try await Sample.create(in: database)
                result = .success(try await body(database, other))
            } catch {
                result = .failure(error)
            }
            await database.close()
            await other.close()
            try result.get()
        }
    }

    private static func process(of connection: any Connection) throws -> Int64 {
        try connection.firstRow("SELECT pg_backend_pid()") { $0.integer(0) } ?? 0
    }

    private static func terminate(_ pid: Int64, from database: any Database) async throws {
        try await database.execute("SELECT pg_terminate_backend(\(pid)::integer)")
        let isGone = try await eventually {
            try await database.read {
                try $0.firstRow("SELECT COUNT(*) FROM pg_stat_activity WHERE pid = \(pid)") { $0.integer(0) } == 0
            }
        }
        #expect(isGone)
    }

    /// Waits for other work on the thread of a connection, which may block.
    private static func blocking(_ work: @escaping @Sendable () async throws -> Void) throws {
        let isDone = Gate()
        let failure = Mutex<(any Error)?>(nil)
        Task.detached {
            do { try await work() } catch { failure.withLock { $0 = error } }
            isDone.open()
        }
        #expect(isDone.pass())
        if let error = failure.withLock({ $0 }) { throw error }
    }
}
