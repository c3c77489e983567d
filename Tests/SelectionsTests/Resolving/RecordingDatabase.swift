import Secrets
import Storage
import Synchronization

/// Hands everything on to a database and keeps the text of every query.
final class RecordingDatabase: Database {
    private let database: any Database
    private let texts = Mutex<[String]>([])

    init(_ database: any Database) {
        self.database = database
    }

    var dialect: Dialect { database.dialect }

    /// The queries since the last call.
    func takeQueries() -> [String] {
        texts.withLock { texts in
            defer { texts = [] }
            return texts
        }
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        try await database.read { try body(RecordingConnection($0, self.record)) }
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        try await database.write { try body(RecordingConnection($0, self.record)) }
    }

    func close() async { await database.close() }

    private func record(_ text: String) {
        texts.withLock { $0.append(text) }
    }
}

private final class RecordingConnection: Connection {
    private let connection: any Connection
    private let record: (String) -> Void

    init(_ connection: any Connection, _ record: @escaping (String) -> Void) {
        self.connection = connection
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
        try connection.cancelling(at: deadline, body)
    }

    func lock(_ key: Int64) throws { try connection.lock(key) }
}
