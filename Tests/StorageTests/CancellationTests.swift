import Storage
import TestSupport
import Testing

/// A cancelled task either commits its transaction whole or leaves nothing behind.
struct CancellationTests {
    @Test(arguments: StoreKind.available)
    func `a task cancelled before its write writes nothing`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            try await Sample.create(in: database)
            let mayStart = Gate()
            let task = Task.detached {
                _ = mayStart.pass()
                try await database.execute("INSERT INTO sample (id) VALUES (1)")
            }
            task.cancel()
            mayStart.open()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(try await Sample.count(in: database) == 0)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a write cancelled in the middle is whole or absent`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            try await Sample.create(in: database)
            let isInside = Gate()
            let mayGoOn = Gate()
            let task = Task.detached {
                try await database.write { connection in
                    try connection.execute("INSERT INTO sample (id) VALUES (1)")
                    isInside.open()
                    mayGoOn.pass()
                    try connection.execute("INSERT INTO sample (id) VALUES (2)")
                }
            }
            let isInTime = await isInside.opened()
            task.cancel()
            mayGoOn.open()
            let result = await task.result
            #expect(isInTime)
            let count = try await Sample.count(in: database)
            switch result {
            case .success: #expect(count == 2)
            case .failure(let error):
                #expect(error is CancellationError)
                #expect(count == 0)
            }
            try await database.execute("INSERT INTO sample (id) VALUES (3)")
            #expect(try await Sample.count(in: database) == count + 1)
        }
    }

    @Test(arguments: StoreKind.available)
    func `tasks cancelled while they wait for a connection hold nobody up`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            try await Sample.create(in: database)
            let mayGoOn = Gate()
            let blockers = (0..<8).map { _ in
                Task { try await database.write { _ in mayGoOn.pass() } }
            }
            let waiting = (0..<20).map { id in
                Task { try await database.execute("INSERT INTO sample (id) VALUES (\(id))") }
            }
            for task in waiting { task.cancel() }
            for _ in blockers { mayGoOn.open() }
            var committed = 0
            for task in waiting {
                switch await task.result {
                case .success: committed += 1
                case .failure(let error): #expect(error is CancellationError)
                }
            }
            for task in blockers { _ = try await task.value }
            #expect(try await Sample.count(in: database) == Int64(committed))
        }
    }
}
