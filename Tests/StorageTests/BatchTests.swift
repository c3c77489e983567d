import Storage
import TestSupport
import Testing

struct BatchTests {
    @Test(arguments: StoreKind.available)
    func `fifty thousand rows go in at once`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            try await Sample.create(in: database)
            var batch = RowBatch("sample", ["id", "word", "data"])
            batch.reserve(50_000)
            for id in 1...50_000 { batch.append(id.sqlValue, .text("word \(id)"), .bytes([UInt8(id & 255)])) }
            let rows = batch
            #expect(rows.count == 50_000)
            try await database.write { try $0.insert(rows) }
            let sums = try await database.read {
                try $0.firstRow("SELECT COUNT(*), SUM(id), COUNT(DISTINCT word), MIN(word), MAX(word) FROM sample") {
                    ([$0.integer(0), $0.integer(1), $0.integer(2)], [$0.text(3), $0.text(4)])
                }
            }
            #expect(sums?.0 == [50_000, 1_250_025_000, 50_000])
            #expect(sums?.1 == ["word 1", "word 9999"])
        }
    }

    @Test(arguments: StoreKind.available)
    func `a batch without rows does nothing`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            try await Sample.create(in: database)
            try await database.write { connection in
                try connection.insert(RowBatch("sample", ["id"]))
                try connection.execute("INSERT INTO sample (id) VALUES (?)", width: 1, values: [])
            }
            #expect(try await Sample.count(in: database) == 0)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a batch with a row that cannot be is a conflict and leaves nothing behind`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            try await Sample.create(in: database)
            var batch = RowBatch("sample", ["id", "word"])
            for id in 1...10_000 { batch.append(id.sqlValue, .text("x")) }
            batch.append(.integer(5000), .text("again"))
            let rows = batch
            let error = await #expect(throws: StorageError.self) { try await database.write { try $0.insert(rows) } }
            #expect(error?.code == .conflict)
            #expect(try await Sample.count(in: database) == 0)
            try await database.execute("INSERT INTO sample (id, word) VALUES (1, 'usable')")
            #expect(try await Sample.words(in: database) == ["usable"])
        }
    }

    @Test(arguments: StoreKind.available)
    func `a repeated statement runs once for each row, in order`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            try await Sample.create(in: database)
            try await database.write { connection in
                try connection.execute(
                    "INSERT INTO sample (id, word) VALUES (?, ?)",
                    width: 2,
                    values: (1...3000).flatMap { [$0.sqlValue, .text("before")] }
                )
                try connection.execute(
                    "UPDATE sample SET word = ? WHERE id = ?",
                    width: 2,
                    values: (1...2000).flatMap { [.text("first \($0)"), $0.sqlValue] }
                        + (1...1000).flatMap { [.text("second \($0)"), $0.sqlValue] }
                )
            }
            let words = try await Sample.words(in: database)
            #expect(words.count == 3000)
            #expect(words.prefix(1000).enumerated().allSatisfy { $0.element == "second \($0.offset + 1)" })
            #expect(words[1000..<2000].enumerated().allSatisfy { $0.element == "first \($0.offset + 1001)" })
            #expect(words[2000...].allSatisfy { $0 == "before" })
        }
    }

    @Test(arguments: StoreKind.available)
    func `a repeated statement that fails in the middle leaves nothing behind`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            try await Sample.create(in: database)
            let ids = Array(1...900) + [450] + Array(901...1000)
            let error = await #expect(throws: StorageError.self) {
                try await database.write {
                    try $0.execute("INSERT INTO sample (id) VALUES (?)", width: 1, values: ids.map(\.sqlValue))
                }
            }
            #expect(error?.code == .conflict)
            #expect(try await Sample.count(in: database) == 0)
            try await database.write {
                try $0.execute("INSERT INTO sample (id) VALUES (?)", width: 1, values: [.integer(1), .integer(2)])
            }
            #expect(try await Sample.count(in: database) == 2)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a statement tells how many rows it changed`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            try await Sample.create(in: database)
            let counts = try await database.write { connection in
                [
                    try connection.execute("INSERT INTO sample (id) VALUES (1), (2), (3)"),
                    try connection.execute("UPDATE sample SET word = 'x' WHERE id > 1"),
                    try connection.execute("UPDATE sample SET word = 'x' WHERE id > 100"),
                    try connection.execute("DELETE FROM sample"),
                ]
            }
            #expect(counts == [3, 2, 0, 3])
        }
    }
}
