import Storage
import TestSupport
import Testing

struct StorageErrorTests {
    @Test(arguments: StoreKind.available)
    func `a key that is taken is a conflict`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            try await database.execute("INSERT INTO tag (id, name) VALUES (1, 'A')")
            let error = await #expect(throws: StorageError.self) {
                try await database.execute("INSERT INTO tag (id, name) VALUES (2, 'A')")
            }
            #expect(error?.code == .conflict)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a row that points to nothing is a conflict`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let error = await #expect(throws: StorageError.self) {
                try await database.execute(
                    "INSERT INTO contact_tag (tag_id, number, score, added_at) VALUES (1, 1, 0, 0)"
                )
            }
            #expect(error?.code == .conflict)
        }
    }

    @Test(arguments: StoreKind.available)
    func `an error says nothing of the values`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let error = await #expect(throws: StorageError.self) {
                try await database.write { connection in
                    for id in 1...2 {
                        try connection.execute("INSERT INTO tag (id, name) VALUES (\(id), \("secret@example.com"))")
                    }
                }
            }
            #expect(error?.description.contains("secret") == false)
            var batch = RowBatch("tag", ["id", "name"])
            for id in 1...2 { batch.append(id.sqlValue, .text("secret@example.com")) }
            let rows = batch
            let batchError = await #expect(throws: StorageError.self) {
                try await database.write { try $0.insert(rows) }
            }
            #expect(batchError?.description.contains("secret") == false)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a statement that cannot be read is neither a conflict nor passing`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            let error = await #expect(throws: StorageError.self) {
                try await database.read { try $0.execute("SELEC nonsense") }
            }
            #expect(error?.code == .other)
            #expect(error?.isPassing == false)
        }
    }

    @Test func `a database that cannot be reached is unavailable`() async throws {
        for address in [
            "sqlite:/nowhere/at/all/test.db", "postgres://nobody@127.0.0.1:1/nothing",
        ] {
            let error = await #expect(throws: StorageError.self) { try await DatabaseAddress(address).open() }
            #expect(error?.code == .unavailable)
        }
    }

    @Test func `an address shows no password`() throws {
        let address = try DatabaseAddress("postgres://anna:se@cret@db.example/kartoteka")
        #expect(address.description == "postgres://anna@db.example/kartoteka")
        #expect(try DatabaseAddress("postgres://anna@db.example/k").description == "postgres://anna@db.example/k")
    }

    @Test(arguments: ["", "sqlite:", "mysql://x", "kartoteka.db", "postgres:/x"])
    func `what is no address is refused`(text: String) {
        let error = #expect(throws: StorageError.self) { try DatabaseAddress(text) }
        #expect(error?.code == .badAddress)
    }
}
