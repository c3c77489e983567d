import Secrets
import Storage
import Synchronization

/// Hands everything on to a database and keeps the text of every query.
final class RecordingDatabase: Database {
    private let database: any Database
    private let texts = Mutex<[String]>([])
    private let failure: StorageError?

    /// - Parameters:
    ///   - database: What carries everything out.
    ///   - failure: What everything inside a time limit throws.
    init(_ database: any Database, failure: StorageError? = nil) {
        self.database = database
        self.failure = failure
    }

    var dialect: Dialect { database.dialect }

    var readers: Int { database.readers }

    /// The queries since the last call.
    func takeQueries() -> [String] {
        texts.withLock { texts in
            defer { texts = [] }
            return texts
        }
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        try await database.read { try body(RecordingConnection($0, self.failure, self.record)) }
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        try await database.write { try body(RecordingConnection($0, self.failure, self.record)) }
    }

    func close() async { await database.close() }

    private func record(_ text: String) {
        texts.withLock { $0.append(text) }
    }
}

private final class RecordingConnection: Connection {
    private let connection: any Connection
    private let record: (String) -> Void
    private let failure: StorageError?

    init(_ connection: any Connection, _ failure: StorageError?, _ record: @escaping (String) -> Void) {
        self.connection = connection
        self.failure = failure
        self.record = record
    }

    var dialect: Dialect { connection.dialect }

    var secretKeys: SecretKeyring { connection.secretKeys }

    func execute(_ sql: SQL) throws -> Int { try connection.execute(sql) }

    func forEachRow(_ sql: SQL, _ body: (any Row) throws -> Void) throws {
        record(dialect.render(sql).text)
        try connection.forEachRow(sql, body)
    }

    func insert(_ batch: RowBatch) throws { try connection.insert(batch) }

    func execute(_ statement: StaticString, width: Int, values: [SQLValue]) throws {
        try connection.execute(statement, width: width, values: values)
    }

    func cancelling<Value>(at deadline: ContinuousClock.Instant, _ body: () throws -> Value) throws -> Value {
        if let failure { throw failure }
        return try connection.cancelling(at: deadline, body)
    }

    func lock(_ key: Int64) throws { try connection.lock(key) }
}
