import Bitmaps
import Contacts
import Storage
import TestSupport

/// A database with contacts, and a clock.
struct World {
    let database: any Database
    let clock = TestClock()

    static func with(_ kind: StoreKind, _ body: (World) async throws -> Void) async throws {
        try await TestDatabase.withDatabase(kind) { try await body(World(database: $0)) }
    }

    var cards: CardEditing { CardEditing(database, time: clock.time) }

    /// Contacts that hold nothing but an address.
    static func bare(_ count: Int) -> [NewContact] {
        var random = SeededGenerator(seed: 7)
        return (0..<count).map { index in
            NewContact(
                id: ContactID(at: TestClock.start, using: &random),
                email: RandomContacts.email("bare\(index)@example.com"),
                createdAt: TestClock.start
            )
        }
    }

    /// Makes the next contact get this number.
    func startNumbers(at number: UInt32) async throws {
        _ = try await database.write { try $0.advance(counter: "contact", by: Int64(number) - 1) }
    }

    @discardableResult
    func create(_ contacts: [NewContact], cause: Cause = Cause(.import, actor: "tests")) async throws -> [UInt32] {
        try await commit(ChangeSet(created: contacts), cause: cause)?.created ?? []
    }

    @discardableResult
    func commit(_ set: ChangeSet, cause: Cause = Cause(.card, actor: "tests")) async throws -> Committed? {
        let now = clock.now
        return try await database.write { try Door($0, now: now).commit(set, cause: cause) }
    }

    @discardableResult
    func commit(_ changes: Change..., cause: Cause = Cause(.card, actor: "tests")) async throws -> Committed? {
        try await commit(ChangeSet(changes: changes), cause: cause)
    }

    func values(_ facet: Facet, _ numbers: [UInt32]) async throws -> [FacetValue] {
        try await database.read { connection in
            try SQLFacetReader(connection, catalogue: Catalogue(connection)).values(of: facet, for: numbers)
        }
    }

    func contact(_ number: UInt32) async throws -> Contact? {
        try await database.read { try ContactReader($0).contact(number) }
    }

    func contacts(_ numbers: [UInt32]) async throws -> [Contact] {
        try await database.read { try ContactReader($0).contacts(numbers) }
    }

    func number(of email: String) async throws -> UInt32? {
        let email = RandomContacts.email(email)
        return try await database.read { try ContactReader($0).number(of: email) }
    }

    func timeline(_ number: UInt32, limit: Int = 1000) async throws -> [TimelineEntry] {
        try await database.read { try Timeline($0).entries(for: number, visibleTo: .named("anna"), limit: limit) }
    }

    func journal(after sequence: Int64 = 0) async throws -> [Change] {
        try await database.read { connection in
            var changes: [Change] = []
            try JournalReader(connection).forEachChange(after: sequence) { change, _ in changes.append(change) }
            return changes
        }
    }

    /// How many rows a table has.
    func count(_ table: SQL.Name, where condition: SQL = "1 = 1") async throws -> Int64? {
        try await database.read {
            try $0.firstRow("SELECT COUNT(*) FROM \(table) WHERE \(condition)") { $0.integer(0) }
        }
    }
}
