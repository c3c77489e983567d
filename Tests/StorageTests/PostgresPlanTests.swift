import Bitmaps
import Storage
import TestSupport
import Testing

/// Statements must not turn slow where the statistics of the server are wrong, as they are after an import was killed.
struct PostgresPlanTests {
    private static let rows: Int64 = 100_000
    private static var every: [Int64] { Array(stride(from: 0, to: rows, by: 2)) }

    /// Runs the body on a table whose size the server believes to be another.
    private func withStaleTable(
        fromEmpty: Bool,
        _ body: @escaping @Sendable (any Connection) throws -> Void
    ) async throws {
        try await TestDatabase.withDatabase(.postgres, migrated: false) { database in
            try await database.execute(
                "CREATE TABLE sample (id BIGINT PRIMARY KEY, word TEXT UNIQUE) WITH (autovacuum_enabled = false)"
            )
            if fromEmpty {
                // Rows of a transaction that was rolled back fill pages that hold nothing.
                try? await database.write { connection in
                    try Self.fill(connection)
                    throw GivenUp()
                }
                try await database.execute("ANALYZE sample")
                try await database.write { try Self.fill($0) }
            } else {
                try await database.write { try Self.fill($0) }
                try await database.execute("ANALYZE sample")
                try await database.execute("DELETE FROM sample WHERE id > 10")
            }
            try await database.write { connection in
                try connection.execute("SET LOCAL statement_timeout = '30s'")
                try body(connection)
            }
        }
    }

    private struct GivenUp: Error {}

    private static func fill(_ connection: any Connection) throws {
        var batch = RowBatch("sample", ["id", "word"])
        for id in 0..<rows { batch.append(id.sqlValue, .text("word \(id)")) }
        try connection.insert(batch)
    }

    private static func plan(_ statement: SQL, _ connection: any Connection) throws -> String {
        try connection.rows("EXPLAIN \(statement)") { $0.text(0) }.joined(separator: "\n")
    }

    @Test(.enabled(if: StoreKind.postgresURL != nil), arguments: [true, false])
    func `a list is looked up without a join, whatever the statistics say`(fromEmpty: Bool) async throws {
        try await withStaleTable(fromEmpty: fromEmpty) { connection in
            let words = Self.every.map { "word \($0)" }
            let numbers = Bitmap(Self.every.map { UInt32($0) })
            let statements: [SQL] = [
                "SELECT id FROM sample WHERE word \(in: words)",
                "SELECT id FROM sample WHERE \(.isMember("id", numbers))",
                "SELECT id FROM sample WHERE word \(in: ["word 1", "word 2"])",
                "DELETE FROM sample WHERE \(.isMember("id", [3, 5, 9]))",
                "UPDATE sample SET word = NULL WHERE \(.isMember("id", numbers))",
            ]
            for statement in statements {
                let plan = try Self.plan(statement, connection)
                #expect(!plan.contains("Nested Loop") && !plan.contains("Join"), "\(plan.prefix(300))")
            }
            let expected = fromEmpty ? words.count : 6
            #expect(try connection.rows(statements[0]) { $0.integer(0) }.count == expected)
            #expect(try connection.rows(statements[1]) { $0.integer(0) }.count == expected)
        }
    }

    /// The plan of a statement that runs for each row is kept while the table grows.
    @Test(.enabled(if: StoreKind.postgresURL != nil))
    func `rows are found by their key though the table was tiny when the statement was first run`() async throws {
        try await TestDatabase.withDatabase(.postgres, migrated: false) { database in
            try await database.execute(
                "CREATE TABLE sample (id BIGINT PRIMARY KEY, word TEXT) WITH (autovacuum_enabled = false)"
            )
            try await database.execute("INSERT INTO sample (id, word) VALUES (0, 'x')")
            try await database.execute("ANALYZE sample")
            try await database.write { connection in
                try connection.execute(
                    "UPDATE sample SET word = ? WHERE id = ?",
                    width: 2,
                    values: (0..<20).flatMap { _ in [SQLValue.text("y"), .integer(0)] }
                )
                let plan = try Self.plan("EXECUTE kartoteka_0('y', 0)", connection)
                #expect(plan.contains("Index Scan"), "\(plan)")
                let seeks = try connection.firstRow("SELECT current_setting('enable_seqscan')") { $0.text(0) }
                #expect(seeks == "on")
            }
        }
    }
}
