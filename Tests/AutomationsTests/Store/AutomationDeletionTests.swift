import Bitmaps
import Contacts
import Foundation
import Storage
import TestSupport
import Testing

@testable import Automations

struct AutomationDeletionTests {
    private static let definition = Definition.rule(
        RuleDefinition(events: [.contactAdded], yes: [DelayedAction(.optIn)])
    )

    @Test(arguments: StoreKind.available)
    func `deleting takes everything along, and whoever is inside leaves through the door`(kind: StoreKind) async throws
    {
        try await TestDatabase.withDatabase(kind) { database in
            let store = AutomationStore(database, time: TestClock().time)
            let id = try await store.create(AutomationSettings("Gone"), Self.definition, by: .operator)
            let other = try await store.create(AutomationSettings("Stays"), Self.definition, by: .operator)
            for automation in [id, other] { try await store.activate(automation, by: .operator) }
            let people = try await Self.addPeople(3, to: database)
            let ended = Passage(launches: 1, launchedAt: 5)
            try await Self.set(.passage(Passage(after: nil, into: 1, at: 5)), people.prefix(2), of: id, in: database)
            try await Self.set(.passage(ended), people.suffix(1), of: id, in: database)
            try await Self.set(.passage(ended), people, of: other, in: database)
            try await Self.addTraces(of: id, people[0], in: database)

            await #expect(throws: AutomationError.contactsInside(.rule, "Gone", contacts: 2)) {
                try await store.delete(id, by: .operator)
            }
            #expect(try await store.draft(id, for: .operator).automation.state == .active)
            try await store.delete(id, force: true, by: .operator)

            #expect(try await store.all(for: .operator).map(\.id) == [other])
            try await database.read { connection in
                let facets = SQLFacetReader(connection, catalogue: Catalogue(connection))
                #expect(try facets.values(of: .automation(id), for: people) == people.map { _ in .none })
                #expect(try facets.values(of: .automation(other), for: people) == people.map { _ in .passage(ended) })
                let journal = try connection.rows(
                    "SELECT cause, cause_text, actor FROM journal ORDER BY sequence DESC LIMIT 1"
                ) { [$0.text(0), $0.text(1), $0.text(2)] }
                #expect(journal == [["rule", "Gone", "operator"]])
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `contacts of several buckets leave, one bucket at a time`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            let store = AutomationStore(database, time: TestClock().time)
            let id = try await store.create(AutomationSettings("Gone"), Self.definition, by: .operator)
            try await store.activate(id, by: .operator)
            try await database.write { _ = try $0.advance(counter: "contact", by: 65_534) }
            let people = try await Self.addPeople(4, to: database)
            #expect(Bitmap(people).buckets.count == 2)
            try await Self.set(.passage(Passage(after: nil, into: 1, at: 5)), people, of: id, in: database)
            try await store.delete(id, force: true, by: .operator)
            #expect(try await store.all(for: .operator).isEmpty)
        }
    }

    private static func addPeople(_ count: Int, to database: any Database) async throws -> [UInt32] {
        try await database.write { connection in
            let people = try (1...count).map { index in
                NewContact(id: ContactID(UUID()), email: try EmailAddress("p\(index)@example.com"), createdAt: 0)
            }
            let door = Door(connection, now: 1)
            return try door.commit(ChangeSet(created: people), cause: Cause(.sample, actor: "test"))?.created ?? []
        }
    }

    private static func set(
        _ value: FacetValue,
        _ people: some Collection<UInt32> & Sendable,
        of id: AutomationID,
        in database: any Database
    ) async throws {
        try await database.write { connection in
            let change = Change(.automation(id), Bitmap(people), from: .same(.none), to: .same(value))
            try Door(connection, now: 2).commit(ChangeSet(changes: [change]), cause: Cause(.card, actor: "test"))
        }
    }

    /// A row in every table that remembers what an automation did.
    private static func addTraces(of id: AutomationID, _ number: UInt32, in database: any Database) async throws {
        try await database.write { connection in
            try connection.execute(
                """
                INSERT INTO automation_step (id, automation_id, version, node, way, at, bucket, number, contacts)
                VALUES (1, \(id.number), 1, 10, 'onward', 1, 0, \(number), \(Bitmap([number]).serialized))
                """
            )
            try connection.execute(
                "INSERT INTO automation_count (automation_id, version, node, way, contacts) VALUES (\(id.number), 1, 10, 'onward', 1)"
            )
            try connection.execute("INSERT INTO automation_day (automation_id, day) VALUES (\(id.number), 1)")
            try connection.execute(
                """
                INSERT INTO webhook_call (id, automation_id, version, node, number, made_at, due_at)
                VALUES (1, \(id.number), 1, 10, \(number), 1, 1)
                """
            )
        }
    }
}
