package import Storage

extension Database {
    /// Runs one statement in a transaction of its own.
    package func execute(_ sql: SQL) async throws {
        _ = try await write { try $0.execute(sql) }
    }
}
