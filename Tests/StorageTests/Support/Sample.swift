import Storage
import TestSupport

/// The table that the conformance tests write into.
enum Sample {
    static func create(in database: any Database) async throws {
        let create: SQL =
            switch database.dialect {
            case .sqlite: "CREATE TABLE sample (id INTEGER PRIMARY KEY, word TEXT, data BLOB, amount DOUBLE PRECISION)"
            case .postgres:
                "CREATE TABLE sample (id BIGINT PRIMARY KEY, word TEXT, data BYTEA, amount DOUBLE PRECISION)"
            }
        try await database.execute(create)
    }

    static func words(in database: any Database) async throws -> [String?] {
        try await database.read { try $0.rows("SELECT word FROM sample ORDER BY id") { $0.optionalText(0) } }
    }

    static func count(in database: any Database) async throws -> Int64 {
        try await database.read { try $0.firstRow("SELECT COUNT(*) FROM sample") { $0.integer(0) } ?? -1 }
    }
}

/// What tests throw out of a transaction to give it up.
struct GivenUp: Error {}
