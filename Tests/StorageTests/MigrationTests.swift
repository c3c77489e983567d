import Storage
import TestSupport
import Testing

struct MigrationTests {
    @Test(arguments: StoreKind.available)
    func `an empty database gets every step, and none twice`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            #expect(try await Schema.migrate(database) == Schema.migrations.map(\.name))
            #expect(try await Schema.migrate(database) == [])
            let rows = try await database.read {
                try $0.rows("SELECT number FROM schema_migration ORDER BY number") { $0.integer(0) }
            }
            #expect(rows == Schema.migrations.map(\.number))
        }
    }

    @Test func `the steps are numbered without a gap`() {
        #expect(Schema.migrations.map(\.number) == Schema.migrations.indices.map { Int64($0) + 1 })
        #expect(Set(Schema.migrations.map(\.name)).count == Schema.migrations.count)
    }

    @Test(arguments: StoreKind.available)
    func `nodes that start together run each step once`(kind: StoreKind) async throws {
        try await TestDatabase.withAddress(kind) { address in
            let applied = try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 0..<5 {
                    group.addTask {
                        let database = try await TestDatabase.open(address)
                        let names = try await Schema.migrate(database)
                        await database.close()
                        return names
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(applied.filter { !$0.isEmpty } == [Schema.migrations.map(\.name)])
        }
    }

    @Test(arguments: StoreKind.available)
    func `a newer schema is refused and left as it is`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            try await database.execute("INSERT INTO schema_migration (number, name) VALUES (1000, 'from the future')")
            let error = await #expect(throws: StorageError.self) { _ = try await Schema.migrate(database) }
            #expect(error?.code == .newerSchema)
            let count = try await database.read {
                try $0.firstRow("SELECT COUNT(*) FROM schema_migration") { $0.integer(0) }
            }
            #expect(count == Int64(Schema.migrations.count) + 1)
        }
    }
}
