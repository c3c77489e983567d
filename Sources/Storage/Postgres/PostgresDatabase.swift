package import Secrets

/// A PostgreSQL 15+ database, through libpq and a pool of connections.
package final class PostgresDatabase: Database {
    package let dialect = Dialect.postgres
    package let readers: Int
    private let pool: PostgresPool

    /// Connects once, to tell at once when the address is wrong.
    ///
    /// - Throws: `StorageError` with the code `unavailable` when the server cannot be reached.
    package init(
        url: String,
        connections: Int = 8,
        secretKeys: SecretKeyring = SecretKeyring(.none)
    ) async throws {
        readers = connections
        pool = PostgresPool(url: url, limit: connections, secretKeys: secretKeys)
        try await pool.withConnection { _ in }
    }

    package func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        try await transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body)
    }

    package func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        try await transaction("BEGIN ISOLATION LEVEL READ COMMITTED", body)
    }

    package func close() async {
        pool.close()
    }

    private func transaction<Value: Sendable>(
        _ begin: String,
        _ body: @escaping @Sendable (any Connection) throws -> Value
    ) async throws -> Value {
        try await Retry.whileBusy {
            try await self.pool.withConnection { connection in
                try connection.run(begin)
                let value: Value
                do {
                    value = try body(connection)
                } catch {
                    try? connection.run("ROLLBACK")
                    if (error as? StorageError)?.code == .busy { try? connection.endFrozenCopies() }
                    throw error
                }
                try connection.commit()
                return value
            }
        }
    }
}
