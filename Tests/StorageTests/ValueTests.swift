import Bitmaps
import Storage
import TestSupport
import Testing

/// Every value comes back as it went in, whichever way it went in.
struct ValueTests {
    @Test(arguments: StoreKind.available)
    func `texts come back from a statement, a batch and a repeated statement`(kind: StoreKind) async throws {
        let texts = AwkwardText.all
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            try await Sample.create(in: database)
            try await database.write { connection in
                var batch = RowBatch("sample", ["id", "word"])
                for (index, text) in texts.enumerated() {
                    try connection.execute("INSERT INTO sample (id, word) VALUES (\(index), \(text))")
                    batch.append((1000 + index).sqlValue, .text(text))
                }
                try connection.insert(batch)
                try connection.execute(
                    "INSERT INTO sample (id, word) VALUES (?, ?)",
                    width: 2,
                    values: texts.enumerated().flatMap { [(2000 + $0.offset).sqlValue, .text($0.element)] }
                )
            }
            let found = try await Sample.words(in: database).map { $0.map { Array($0.utf8) } }
            #expect(found == (texts + texts + texts).map { Array($0.utf8) })
        }
    }

    @Test(arguments: StoreKind.available)
    func `a text finds itself and nothing else`(kind: StoreKind) async throws {
        let texts = AwkwardText.all
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            try await Sample.create(in: database)
            let found = try await database.write { connection in
                for (index, text) in texts.enumerated() {
                    try connection.execute("INSERT INTO sample (id, word) VALUES (\(index), \(text))")
                }
                return try texts.map { text in
                    try connection.rows("SELECT id FROM sample WHERE word = \(text)") { Int($0.integer(0)) }
                }
            }
            #expect(found == texts.indices.map { [$0] })
            #expect(try await Sample.count(in: database) == Int64(texts.count))
        }
    }

    @Test(arguments: StoreKind.available)
    func `a text with a zero character is refused, not cut`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            try await Sample.create(in: database)
            var batch = RowBatch("sample", ["id", "word"])
            batch.append(.integer(1), .text("a\u{0}b"))
            let rows = batch
            await #expect(throws: StorageError.self) {
                try await database.write { try $0.execute("INSERT INTO sample (id, word) VALUES (1, \("a\u{0}b"))") }
            }
            await #expect(throws: StorageError.self) { try await database.write { try $0.insert(rows) } }
            await #expect(throws: StorageError.self) {
                try await database.write {
                    try $0.execute(
                        "INSERT INTO sample (id, word) VALUES (?, ?)",
                        width: 2,
                        values: [.integer(1), .text("a\u{0}b")]
                    )
                }
            }
            await #expect(throws: StorageError.self) {
                try await database.read {
                    try $0.rows("SELECT id FROM sample WHERE word \(in: ["a\u{0}b"])") { _ in }
                }
            }
            #expect(try await Sample.count(in: database) == 0)
        }
    }

    @Test(arguments: StoreKind.available)
    func `bytes come back, none and all of them`(kind: StoreKind) async throws {
        let values: [[UInt8]] = [
            [], [0], [0, 0, 0], Array(0...255), Array("\\x00".utf8), Array("\\\\\t\n\r".utf8),
            Array(repeating: 0xFF, count: 200_000),
        ]
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            try await Sample.create(in: database)
            let found = try await database.write { connection in
                var batch = RowBatch("sample", ["id", "data"])
                for (index, bytes) in values.enumerated() {
                    try connection.execute("INSERT INTO sample (id, data) VALUES (\(index), \(bytes))")
                    batch.append((1000 + index).sqlValue, .bytes(bytes))
                }
                try connection.insert(batch)
                try connection.execute(
                    "INSERT INTO sample (id, data) VALUES (?, ?)",
                    width: 2,
                    values: values.enumerated().flatMap { [(2000 + $0.offset).sqlValue, .bytes($0.element)] }
                )
                return try connection.rows("SELECT data FROM sample ORDER BY id") { $0.optionalBytes(0) }
            }
            #expect(found == values + values + values)
        }
    }

    @Test(arguments: StoreKind.available)
    func `whole numbers come back to the ends of their range`(kind: StoreKind) async throws {
        let values: [Int64] = [.min, .min + 1, Int64(Int32.min), -1, 0, 1, Int64(UInt32.max), .max - 1, .max]
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            try await Sample.create(in: database)
            let found = try await database.write { connection in
                var batch = RowBatch("sample", ["id"])
                for value in values {
                    try connection.execute("INSERT INTO sample (id, word) VALUES (\(value), 'once')")
                    try connection.execute("DELETE FROM sample")
                    batch.append(.integer(value))
                }
                try connection.insert(batch)
                return try connection.rows("SELECT id FROM sample ORDER BY id") { $0.integer(0) }
            }
            #expect(found == values)
        }
    }

    @Test(arguments: StoreKind.available)
    func `real numbers come back exactly`(kind: StoreKind) async throws {
        let values: [Double] = [
            0, -0.0, 0.1, -1.5, 1 / 3, .pi, 1e-300, 1e300, .greatestFiniteMagnitude, .leastNonzeroMagnitude, .infinity,
            -.infinity,
        ]
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            try await Sample.create(in: database)
            let found = try await database.write { connection in
                var batch = RowBatch("sample", ["id", "amount"])
                for (index, value) in values.enumerated() {
                    try connection.execute("INSERT INTO sample (id, amount) VALUES (\(index), \(value))")
                    batch.append((1000 + index).sqlValue, .real(value))
                }
                try connection.insert(batch)
                return try connection.rows("SELECT amount FROM sample ORDER BY id") { $0.real(0) }
            }
            #expect(found == values + values)
        }
    }

    @Test(arguments: StoreKind.available)
    func `nothing comes back as nothing`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            try await Sample.create(in: database)
            let found = try await database.write { connection in
                let word: String? = nil
                try connection.execute(
                    "INSERT INTO sample (id, word, data, amount) VALUES (1, \(word), \(SQLValue.null), \(SQLValue.null))"
                )
                var batch = RowBatch("sample", ["id", "word", "data", "amount"])
                batch.append(.integer(2), .null, .null, .null)
                try connection.insert(batch)
                try connection.execute(
                    "INSERT INTO sample (id, word, data, amount) VALUES (?, ?, ?, ?)",
                    width: 4,
                    values: [.integer(3), .null, .null, .null]
                )
                return try connection.rows("SELECT word, data, amount FROM sample ORDER BY id") { row in
                    [
                        row.isNull(0), row.isNull(1), row.isNull(2), row.optionalText(0) == nil,
                        row.optionalBytes(1) == nil, row.optionalInteger(2) == nil,
                    ]
                }
            }
            #expect(found == Array(repeating: Array(repeating: true, count: 6), count: 3))
        }
    }
}
