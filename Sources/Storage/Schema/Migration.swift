/// One step of the schema.
///
/// Steps are numbered, only go forward, and never change once released.
package struct Migration: Sendable {
    package let number: Int64
    package let name: String
    package let statements: @Sendable (Dialect) -> [String]
}

/// Brings a database to the schema of this program.
package enum Schema {
    /// Every step, in order; append only.
    package static let migrations: [Migration] = [
        .contacts, .journal, .executions, .people, .funnels, .coupons, .automations, .messages, .documents, .visits,
        .forms, .bounces, .keys, .signIn,
    ]

    /// Runs the steps that the database has not seen, all in one transaction.
    ///
    /// - Returns: The names of the steps that were run.
    /// - Throws: `StorageError` with the code `newerSchema` when a newer program has changed the database.
    @discardableResult
    package static func migrate(_ database: any Database) async throws -> [String] {
        try await database.write { connection in
            try connection.lock(LockKey.schema)
            try connection.execute(
                "CREATE TABLE IF NOT EXISTS schema_migration (number BIGINT PRIMARY KEY, name TEXT NOT NULL)"
            )
            let present =
                try connection.firstRow("SELECT COALESCE(MAX(number), 0) FROM schema_migration") { $0.integer(0) } ?? 0
            let newest = migrations.last?.number ?? 0
            guard present <= newest else {
                throw StorageError(
                    .newerSchema,
                    "the database has schema \(present), this program knows \(newest): run a newer kartoteka"
                )
            }
            var applied: [String] = []
            for migration in migrations where migration.number > present {
                for statement in migration.statements(connection.dialect) {
                    try connection.execute(SQL(parts: [.text(statement)]))
                }
                try connection.execute(
                    "INSERT INTO schema_migration (number, name) VALUES (\(migration.number), \(migration.name))"
                )
                applied.append(migration.name)
            }
            return applied
        }
    }
}

extension Dialect {
    /// An integer primary key; in SQLite only this spelling makes it the row's own address.
    var key: String { self == .sqlite ? "INTEGER PRIMARY KEY" : "BIGINT PRIMARY KEY" }

    var blob: String { self == .sqlite ? "BLOB" : "BYTEA" }

    /// Text that is compared byte by byte, which prefix searches on an index need.
    var binaryText: String { self == .sqlite ? "TEXT" : "TEXT COLLATE \"C\"" }

    /// Leaves half of each page free, so that PostgreSQL writes the new version of a row beside the old one and need not
    /// touch the indexes; for narrow rows that bulk actions rewrite again and again.
    var halfFilled: String { self == .sqlite ? "" : " WITH (fillfactor = 50)" }

    /// Stores the rows in the primary key's own tree, where the engine can.
    var clustered: String { self == .sqlite ? " WITHOUT ROWID" : "" }
}
