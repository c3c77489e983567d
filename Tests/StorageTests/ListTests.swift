import Bitmaps
import Storage
import TestSupport
import Testing

/// Sets and lists are bound as one value each.
struct ListTests {
    private static let sets: [Bitmap] = [
        [], [0], [7], [.max], [0, .max], [1, 2, 3], [1, 3, 5, 65_535, 65_536, 70_000],
        Bitmap(0...9), Bitmap(100_000...170_000).union([3]),
    ]

    @Test(arguments: StoreKind.available)
    func `a set is a table of its members`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            for set in Self.sets {
                let found = try await database.read { connection in
                    try connection.rows("SELECT number FROM \(numbers: set) AS n ORDER BY number") { $0.number(0) }
                }
                #expect(found == set.numbers)
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `membership holds for the members alone`(kind: StoreKind) async throws {
        let present: [UInt32] = [0, 1, 2, 3, 5, 7, 10, 65_535, 65_536, 70_000, 99_999, 100_000, 170_000, .max]
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            try await Sample.create(in: database)
            try await database.write { connection in
                var batch = RowBatch("sample", ["id"])
                for number in present { batch.append(number.sqlValue) }
                try connection.insert(batch)
            }
            for set in Self.sets {
                let found = try await database.read { connection in
                    try connection.rows("SELECT id FROM sample WHERE \(.isMember("id", set)) ORDER BY id") {
                        $0.number(0)
                    }
                }
                #expect(found == present.filter { set.contains($0) })
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `a list of texts matches exactly its elements`(kind: StoreKind) async throws {
        let texts = AwkwardText.all
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            try await Sample.create(in: database)
            try await database.write { connection in
                for (index, text) in texts.enumerated() {
                    try connection.execute("INSERT INTO sample (id, word) VALUES (\(index), \(text))")
                }
            }
            for part in [[], Array(texts.prefix(1)), texts, Array(texts.dropFirst(9).prefix(20))] {
                let found = try await database.read { connection in
                    try connection.rows("SELECT id FROM sample WHERE word \(in: part) ORDER BY id") {
                        texts[Int($0.integer(0))]
                    }
                }
                #expect(found.map { Array($0.utf8) } == part.map { Array($0.utf8) })
            }
        }
    }
}
