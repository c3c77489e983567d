import Contacts
import Foundation
import Logging
import Storage
import TestSupport
import Tracking

/// A shop with visitors, on one fresh database, with a clock that the test moves.
final class VisitWorld: Sendable {
    let database: any Database
    let clock = TestClock()
    let queue: HitQueue
    let mover: VisitMover

    static func with(_ kind: StoreKind, _ body: (VisitWorld) async throws -> Void) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let world = VisitWorld(database)
            try await SiteStore(database, time: world.clock.time).add("shop.example", coversSubdomains: true)
            try await body(world)
        }
    }

    init(_ database: any Database) {
        self.database = database
        queue = HitQueue(database, time: clock.time)
        mover = VisitMover(
            database,
            time: clock.time,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    /// A UUID for tests, by a small number.
    static func id(_ number: Int) -> String {
        let digits = String(number, radix: 16)
        return "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
    }

    static func visitor(_ number: Int) -> TrackingID {
        guard let id = TrackingID(id(number)) else { preconditionFailure("\(number) makes no id") }
        return id
    }

    /// Adds contacts; the number of the first is 1.
    @discardableResult
    func create(_ count: Int) async throws -> [ContactID] {
        let now = clock.now
        return try await database.write { connection in
            var random = SeededGenerator(seed: 5)
            let contacts = (1...count).map { index in
                NewContact(
                    id: ContactID(at: now, using: &random),
                    email: RandomContacts.email("p\(index)@example.com"),
                    createdAt: now
                )
            }
            try Door(connection, now: now).commit(ChangeSet(created: contacts), cause: Cause(.sample, actor: "test"))
            return contacts.map(\.id)
        }
    }

    /// Takes a hit of a page.
    func see(
        _ page: String = "https://shop.example/",
        view: Int,
        by visitor: Int,
        as contact: ContactID? = nil,
        from referrer: String = "",
        session: String = ""
    ) async throws {
        let fields = [
            "v": Self.id(view), "u": Self.id(visitor), "l": page, "r": referrer, "s": session, "t": "Page \(view)",
            "c": contact?.description ?? "",
        ]
        try await queue.take(try Hit { fields[$0] ?? "" })
    }

    /// Takes the hit that ends one.
    func leave(view: Int, by visitor: Int, after duration: Int64) async throws {
        let fields = ["v": Self.id(view), "u": Self.id(visitor), "d": "\(duration)"]
        try await queue.take(try Hit { fields[$0] ?? "" })
    }

    /// Looks at all hits.
    func move() async throws {
        while try await mover.step() > 0 {}
    }

    func visits(_ number: UInt32) async throws -> [Visit] {
        try await database.read { try VisitReader($0).visits(of: number, limit: 1000) }
    }

    func contact(_ number: UInt32) async throws -> Contact? {
        try await database.read { try ContactReader($0).contact(number) }
    }

    func activities(_ number: UInt32) async throws -> [Activity] {
        try await database.read { try ContactReader($0).activities(of: number, limit: 1000) }
    }

    func count(_ table: SQL.Name, where condition: SQL = "1 = 1") async throws -> Int64? {
        try await database.read {
            try $0.firstRow("SELECT COUNT(*) FROM \(table) WHERE \(condition)") { $0.integer(0) }
        }
    }

    func edit(_ id: ContactID, _ edit: CardEdit) async throws {
        try await CardEditing(database, time: clock.time).edit(id, [edit], actor: .operator)
    }
}
