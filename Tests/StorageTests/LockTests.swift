import Storage
import TestSupport
import Testing

struct LockTests {
    /// The second transaction of one base waits for the first; another base, in a schema of the same server, does not.
    @Test(arguments: StoreKind.available)
    func `a lock holds off the same base and no other`(kind: StoreKind) async throws {
        // SQLite has one writer, and each base is a file of its own.
        guard kind == .postgres else { return }
        try await TestDatabase.withDatabase(kind, migrated: false) { database in
            let isLocked = Gate()
            let mayEnd = Gate()
            async let holder: Void = database.write { connection in
                try connection.lock(5)
                isLocked.open()
                mayEnd.pass()
            }
            #expect(await isLocked.opened())
            try await database.write { connection in
                try connection.execute("SET LOCAL search_path = public")
                try connection.lock(5)
            }
            async let second: Void = database.write { try $0.lock(5) }
            #expect(try await eventually { try await database.isWaiting(forLock: 5) })
            mayEnd.open()
            _ = try await (holder, second)
        }
    }
}
