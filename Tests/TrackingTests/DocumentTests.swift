import Bitmaps
import Contacts
import Foundation
import Storage
import TestSupport
import Testing
import Tracking

struct DocumentTests {
    private static let page = "https://shop.example/sale?a=1;2"

    /// A base of five contacts, and a document of the run of one of the test's users with links for all of them.
    private func with(
        _ kind: StoreKind,
        isPrivate: Bool = false,
        _ body: (any Database, DocumentStore, TestClock) async throws -> Void
    ) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let clock = TestClock()
            try await TestUsers.add(to: database)
            try await Self.addRun(1, to: database)
            let page = try WebAddress(Self.page)
            try await database.write { connection in
                var random = SeededGenerator(seed: 3)
                let contacts = (1...5).map { index in
                    NewContact(
                        id: ContactID(at: clock.now, using: &random),
                        email: RandomContacts.email("p\(index)@example.com"),
                        createdAt: clock.now
                    )
                }
                let door = Door(connection, now: clock.now)
                try door.commit(ChangeSet(created: contacts), cause: Cause(.sample, actor: "test"))
                try DocumentStore.make(
                    leadingTo: page,
                    isPrivate: isPrivate,
                    for: 1,
                    named: "Spring",
                    by: TestUsers.manager(TestUsers.anna),
                    at: clock.now,
                    connection
                )
                let id = try #require(try DocumentStore.document(leadingTo: page, for: 1, connection))
                let change = Change(
                    .document(id, isPrivate: isPrivate),
                    Bitmap(1...5),
                    from: .same(.none),
                    to: .same(.text(page.text))
                )
                let cause = Cause(.execution, id: 1, actor: TestUsers.emails[0])
                try door.commit(ChangeSet(changes: [change]), cause: cause)
            }
            try await body(database, DocumentStore(database, time: clock.time), clock)
        }
    }

    private static func addRun(_ id: Int64, state: String = "finished", to database: any Database) async throws {
        _ = try await database.write { connection in
            try connection.execute(
                """
                INSERT INTO execution (id, name, plan, state, actor, created_at, finished_at)
                VALUES (\(id), 'Spring', '{}', \(state), 'anna', 0, \(state == "finished" ? 0 : nil))
                """
            )
        }
    }

    private func visible(to actor: Actor, _ database: any Database) async throws -> [LinkDocument] {
        try await database.read { try DocumentReader($0).all(visibleTo: actor) }
    }

    private func lines(_ database: any Database) async throws -> [Substring] {
        try await database.read { connection in
            let reader = DocumentReader(connection)
            let document = try #require(try reader.all(visibleTo: TestUsers.manager(TestUsers.anna)).first)
            let members = try reader.members(of: document.id)
            return try LinkTable(document).lines(for: members.numbers, connection)
        }.split(separator: "\n")
    }

    @Test(arguments: StoreKind.available)
    func `a line has the address and the link of a contact as they are now`(kind: StoreKind) async throws {
        try await with(kind) { database, _, clock in
            let id = try await database.read { try #require(try ContactReader($0).contact(2)).id }
            let before = try await lines(database)
            #expect(before.count == 5)
            #expect(before[1] == "p2@example.com;\"https://shop.example/sale?a=1;2&smclient=\(id)\"")
            try await CardEditing(database, time: clock.time).edit(
                id,
                [.field(.email, "new@example.com")],
                actor: .operator
            )
            #expect(try await lines(database)[1].hasPrefix("new@example.com;"))
        }
    }

    @Test(arguments: StoreKind.available)
    func `whoever is deleted is gone from the document`(kind: StoreKind) async throws {
        try await with(kind) { database, _, clock in
            let now = clock.now
            _ = try await database.write { connection in
                let removal = Change(.removed, [3], from: .same(.none), to: .same(.integer(now)))
                let erasure = Change(.existence, [2], from: .same(.yes), to: .same(.none))
                let cause = Cause(.card, actor: "test")
                try Door(connection, now: now).commit(ChangeSet(changes: [removal, erasure]), cause: cause)
            }
            let emails = try await lines(database).map { $0.prefix { $0 != ";" } }
            #expect(emails == ["p1@example.com", "p4@example.com", "p5@example.com"])
        }
    }

    @Test(arguments: StoreKind.available)
    func `taking back what a run did takes the document away`(kind: StoreKind) async throws {
        try await with(kind) { database, _, clock in
            let changes = try await database.read { connection in
                var changes: [Change] = []
                try JournalReader(connection).forEachChange(after: 1) { change, _ in changes.append(change) }
                return changes
            }
            let now = clock.now
            let inverse = changes.reversed().map { Change($0.facet, $0.contacts, from: $0.new, to: $0.old) }
            _ = try await database.write { connection in
                let door = Door(connection, now: now)
                return try door.commit(ChangeSet(changes: inverse), cause: Cause(.card, actor: "test"))
            }
            #expect(try await visible(to: .operator, database).isEmpty)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a private document is its author's alone, also on the timeline`(kind: StoreKind) async throws {
        try await with(kind, isPrivate: true) { database, store, _ in
            let anna = TestUsers.manager(TestUsers.anna)
            let piotr = TestUsers.manager(TestUsers.piotr)
            let document = try #require(try await visible(to: anna, database).first)
            for other in [piotr, .operator] {
                #expect(try await visible(to: other, database).isEmpty)
                await #expect(throws: DocumentError.unknown("\(document.id.number)")) {
                    try await store.delete(document.id, actor: other, mayDeleteAll: true)
                }
            }
            let facets = { (actor: Actor) in
                try await database.read { connection in
                    try Timeline(connection).entries(for: 1, visibleTo: actor, limit: 99).map(\.facet)
                }
            }
            #expect(try await facets(anna).contains(.document(document.id, isPrivate: true)))
            #expect(try await !facets(piotr).contains(.document(document.id, isPrivate: true)))
            try await store.delete(document.id, actor: anna, mayDeleteAll: false)
            #expect(try await visible(to: anna, database).isEmpty)
        }
    }

    @Test(arguments: StoreKind.available)
    func `documents are deleted by their author, or by who may delete all`(kind: StoreKind) async throws {
        try await with(kind) { database, store, _ in
            let piotr = TestUsers.restricted(TestUsers.piotr)
            let document = try #require(try await visible(to: piotr, database).first)
            #expect((document.name, document.author, document.execution) == ("Spring", TestUsers.emails[0], 1))
            // Of a document without any contact that a user sees, the user learns nothing.
            await #expect(throws: DocumentError.unknown("1")) {
                try await store.delete(document.id, actor: piotr, mayDeleteAll: false)
            }
            try await database.execute(
                "INSERT INTO contact_owner (number, user_id, level, since) VALUES (1, \(TestUsers.piotr.number), 1, 0)"
            )
            await #expect(throws: DocumentError.notOwn(document.id)) {
                try await store.delete(document.id, actor: piotr, mayDeleteAll: false)
            }
            try await database.execute("UPDATE execution SET state = 'paused', finished_at = NULL")
            await #expect(throws: DocumentError.growing(document.id, execution: 1)) {
                try await store.delete(document.id, actor: piotr, mayDeleteAll: true)
            }
            try await database.execute("UPDATE execution SET state = 'failed'")
            try await store.delete(document.id, actor: piotr, mayDeleteAll: true)
            #expect(try await visible(to: .operator, database).isEmpty)
            await #expect(throws: DocumentError.unknown("1")) {
                try await store.delete(document.id, actor: .operator, mayDeleteAll: true)
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `documents are kept for good, or for so many days`(kind: StoreKind) async throws {
        try await with(kind) { database, store, clock in
            clock.advance(by: .seconds(1000 * 86_400))
            #expect(try await store.deleteExpired() == 0)
            await #expect(throws: DocumentError.badDays) { try await store.keep(days: 0) }
            try await store.keep(days: 1001)
            #expect(try await database.read { try DocumentReader($0).days() } == 1001)
            #expect(try await store.deleteExpired() == 0)
            try await store.keep(days: 1000)
            try await database.execute("UPDATE execution SET state = 'running', finished_at = NULL")
            #expect(try await store.deleteExpired() == 0)
            try await database.execute("UPDATE execution SET state = 'cancelled', finished_at = 1")
            #expect(try await store.deleteExpired() == 1)
            #expect(try await visible(to: .operator, database).isEmpty)
            try await store.keep(days: nil)
            #expect(try await database.read { try DocumentReader($0).days() } == nil)
        }
    }
}
