import Contacts
import Storage
import TestSupport
import Testing
import Tracking

struct HitQueueTests {
    private static func hit(_ number: Int) throws -> Hit {
        let fields = ["v": VisitWorld.id(number), "u": VisitWorld.id(1), "l": "https://shop.example/\(number)"]
        return try Hit { fields[$0] ?? "" }
    }

    @Test(arguments: StoreKind.available)
    func `hits that come together are written together, each once`(kind: StoreKind) async throws {
        try await VisitWorld.with(kind) { world in
            let queue = HitQueue(world.database, time: world.clock.time, batchSize: 64)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...500 {
                    group.addTask { try await queue.take(try Self.hit(number)) }
                }
                try await group.waitForAll()
            }
            #expect(try await world.count("hit") == 500)
            let distinct = try await world.database.read {
                try $0.firstRow("SELECT COUNT(DISTINCT view), MIN(id), MAX(id) FROM hit") { row in
                    [row.integer(0), row.integer(1), row.integer(2)]
                }
            }
            #expect(distinct == [500, 1, 500])
        }
    }

    @Test func `who comes when too many wait is sent away`() async throws {
        try await VisitWorld.with(.sqlite) { world in
            // The database does not answer before the gate opens.
            let gate = Gate()
            let queue = HitQueue(HeldDatabase(world.database, gate), time: world.clock.time, capacity: 3, batchSize: 1)
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 1...10 {
                    group.addTask {
                        do {
                            try await queue.take(try Self.hit(number))
                            return true
                        } catch HitError.full {
                            return false
                        }
                    }
                }
                // Those who are sent away are told at once: three wait, and one may be with the database.
                var refused = 0
                while refused < 6, try await group.next() == false { refused += 1 }
                #expect(refused == 6)
                for _ in 0..<4 { gate.open() }
                var taken = 0
                for try await isTaken in group where isTaken { taken += 1 }
                #expect((3...4).contains(taken))
                #expect(try await world.count("hit") == Int64(taken))
            }
        }
    }

    @Test func `who cannot be written is told so, and the next one is tried again`() async throws {
        try await VisitWorld.with(.sqlite) { world in
            try await world.database.execute("ALTER TABLE hit RENAME TO hidden")
            await #expect(throws: StorageError.self) { try await world.queue.take(try Self.hit(1)) }
            try await world.database.execute("ALTER TABLE hidden RENAME TO hit")
            try await world.queue.take(try Self.hit(2))
            #expect(try await world.count("hit") == 1)
        }
    }
}

/// A database that writes nothing before a gate opens.
private struct HeldDatabase: Database {
    private let base: any Database
    private let gate: Gate

    init(_ base: any Database, _ gate: Gate) {
        self.base = base
        self.gate = gate
    }

    var dialect: Dialect { base.dialect }

    var readers: Int { base.readers }

    func read<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        try await base.read(body)
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> Value) async throws -> Value {
        await gate.opened()
        return try await base.write(body)
    }

    func close() async { await base.close() }
}
