import Storage
import TestSupport
import Testing

struct TransactionTests {
    @Test(arguments: StoreKind.available)
    func `a transaction that throws leaves nothing behind`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            try await Sample.create(in: database)
            await #expect(throws: GivenUp.self) {
                try await database.write { connection in
                    try connection.execute("INSERT INTO sample (id) VALUES (1)")
                    throw GivenUp()
                }
            }
            #expect(try await Sample.count(in: database) == 0)
            try await database.execute("INSERT INTO sample (id) VALUES (1)")
            #expect(try await Sample.count(in: database) == 1)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a query given up in the middle of its rows leaves the connection usable`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            try await Sample.create(in: database)
            try await database.write { connection in
                var batch = RowBatch("sample", ["id"])
                for id in 1...5000 { batch.append(id.sqlValue) }
                try connection.insert(batch)
            }
            let count = try await database.write { connection in
                #expect(throws: GivenUp.self) {
                    try connection.forEachRow("SELECT id FROM sample ORDER BY id") { row in
                        if row.integer(0) == 3 { throw GivenUp() }
                    }
                }
                try connection.execute("DELETE FROM sample WHERE id > 10")
                return try connection.firstRow("SELECT COUNT(*) FROM sample") { $0.integer(0) }
            }
            #expect(count == 10)
            #expect(try await Sample.count(in: database) == 10)
        }
    }

    /// PostgreSQL's connection is busy with the rows; so that nothing works on SQLite alone, neither engine allows it.
    @Test(arguments: StoreKind.available)
    func `a query inside the rows of another is refused`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            try await Sample.create(in: database)
            let codes = try await database.write { connection in
                try connection.execute("INSERT INTO sample (id) VALUES (1), (2)")
                var codes: [StorageError.Code] = []
                try connection.forEachRow("SELECT id FROM sample") { row in
                    do {
                        try connection.execute("SELECT COUNT(*) FROM sample WHERE id = \(row.integer(0))")
                    } catch {
                        codes.append((error as? StorageError)?.code ?? .corrupt)
                    }
                }
                return codes
            }
            #expect(codes == [.other, .other])
        }
    }

    /// A write that reports success must have happened, also where the body swallowed a statement's error.
    @Test(arguments: StoreKind.available)
    func `a write that returns has committed or it throws`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            try await Sample.create(in: database)
            var hasReturned = false
            do {
                try await database.write { connection in
                    try connection.execute("INSERT INTO sample (id) VALUES (1)")
                    _ = try? connection.execute("INSERT INTO sample (id) VALUES (1)")
                }
                hasReturned = true
            } catch is StorageError {}
            #expect(try await Sample.count(in: database) == (hasReturned ? 1 : 0))
        }
    }

    @Test(arguments: StoreKind.available)
    func `a read sees one state from its first query to its last`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            try await Sample.create(in: database)
            try await database.execute("INSERT INTO sample (id) VALUES (1)")
            let hasRead = Gate()
            let hasWritten = Gate()
            async let counts = database.read { connection in
                let before = try connection.firstRow("SELECT COUNT(*) FROM sample") { $0.integer(0) }
                hasRead.open()
                let isInTime = hasWritten.pass()
                let after = try connection.firstRow("SELECT COUNT(*) FROM sample") { $0.integer(0) }
                return (before, after, isInTime)
            }
            let isInTime = await hasRead.opened()
            try await database.execute("INSERT INTO sample (id) VALUES (2)")
            hasWritten.open()
            #expect(try await counts == (1, 1, true))
            #expect(isInTime)
            #expect(try await Sample.count(in: database) == 2)
        }
    }

    @Test(arguments: StoreKind.available)
    func `what is not committed is not seen`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            try await Sample.create(in: database)
            let hasWritten = Gate()
            let mayEnd = Gate()
            async let write = database.write { connection in
                try connection.execute("INSERT INTO sample (id) VALUES (1)")
                hasWritten.open()
                return mayEnd.pass()
            }
            let isInTime = await hasWritten.opened()
            #expect(try await Sample.count(in: database) == 0)
            mayEnd.open()
            #expect(try await write)
            #expect(isInTime)
            #expect(try await Sample.count(in: database) == 1)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a read cannot write`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            try await Sample.create(in: database)
            await #expect(throws: StorageError.self) {
                try await database.read { try $0.execute("INSERT INTO sample (id) VALUES (1)") }
            }
            #expect(try await Sample.count(in: database) == 0)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a counter loses no advance and gives no number twice`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let numbers = try await withThrowingTaskGroup(of: Int64.self) { group in
                for _ in 0..<60 {
                    group.addTask { try await database.write { try $0.advance(counter: "fresh", by: 3) } }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(numbers.sorted() == (1...60).map { $0 * 3 })
        }
    }

    @Test(arguments: StoreKind.available)
    func `a counter may be begun by several at once`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            for round in 0..<30 {
                let numbers = try await withThrowingTaskGroup(of: Int64.self) { group in
                    for _ in 0..<4 {
                        group.addTask { try await database.write { try $0.advance(counter: "fresh \(round)") } }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(numbers.sorted() == [1, 2, 3, 4])
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `an advance that is given up is not counted`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let first = try await database.write { try $0.advance(counter: "fresh") }
            #expect(first == 1)
            await #expect(throws: GivenUp.self) {
                try await database.write { connection in
                    _ = try connection.advance(counter: "fresh", by: 100)
                    throw GivenUp()
                }
            }
            let second = try await database.write { try $0.advance(counter: "fresh") }
            #expect(second == 2)
        }
    }

    @Test(arguments: StoreKind.available)
    func `who holds a lock is alone until the transaction ends`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let inside = Counter()
            let meetings = Counter()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await database.write { connection in
                            try connection.lock(1 << 50)
                            if inside.add(1) > 1 { meetings.add(1) }
                            try connection.execute("SELECT COUNT(*) FROM contact")
                            inside.add(-1)
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(meetings.value == 0)
            // Read, then written: with the lock no one's addition is overwritten.
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        try await database.write { connection in
                            try connection.lock(1 << 50)
                            let value = try connection.firstRow("SELECT value FROM setting WHERE name = 'sum'") {
                                Int($0.text(0)) ?? -1
                            }
                            try connection.execute("DELETE FROM setting WHERE name = 'sum'")
                            try connection.execute(
                                "INSERT INTO setting (name, value) VALUES ('sum', \(String((value ?? 0) + 1)))"
                            )
                        }
                    }
                }
                try await group.waitForAll()
            }
            let sum = try await database.read {
                try $0.firstRow("SELECT value FROM setting WHERE name = 'sum'") { $0.text(0) }
            }
            #expect(sum == "20")
        }
    }
}
