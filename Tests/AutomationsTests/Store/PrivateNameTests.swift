import Contacts
import Storage
import TestSupport
import Testing

@testable import Automations

/// Names of rules and workflows that users keep to themselves tell others nothing.
struct PrivateNameTests {
    private static let rule = Definition.rule(
        RuleDefinition(events: [.contactAdded], yes: [DelayedAction(.addScore(5))])
    )
    private static let anna = TestUsers.restricted(TestUsers.anna)
    private static let piotr = TestUsers.restricted(TestUsers.piotr)

    @Test(arguments: StoreKind.available)
    func `a name that another user keeps to himself is free, and names what each user sees`(
        kind: StoreKind
    ) async throws {
        try await AutomationWorld.with(kind) { world in
            try await TestUsers.add(to: world.database, role: "marketer")
            let store = world.store
            func make(_ name: String, _ actor: Actor, isShared: Bool = false) async throws -> AutomationID {
                try await store.create(AutomationSettings(name, isShared: isShared), Self.rule, by: actor)
            }
            let hers = try await make("Welcome", Self.anna)
            let his = try await make("WELCOME", Self.piotr)
            #expect(try await store.draft(.rule, named: "welcome", for: Self.anna).automation.id == hers)
            #expect(try await store.draft(.rule, named: "welcome", for: Self.piotr).automation.id == his)
            let seen = try await world.database.read { connection in
                let reader = AutomationReader(connection)
                return try TestUsers.ids.prefix(3).map {
                    try reader.automation(.rule, named: "Welcome", within: .owned(by: $0))?.id
                }
            }
            #expect(seen == [hers, his, nil])
            // Their own names are taken, and so are shared ones.
            await #expect(throws: AutomationError.nameTaken(.rule, "Welcome")) { try await make("welcome", Self.anna) }
            _ = try await make("All", .operator, isShared: true)
            await #expect(throws: AutomationError.nameTaken(.rule, "All")) { try await make("ALL", Self.anna) }
            // Who sees everybody's is told.
            await #expect(throws: AutomationError.nameTaken(.rule, "Welcome")) {
                try await make("Welcome", .operator, isShared: true)
            }
            // Renaming and copying look at what the user sees as well.
            let other = try await make("Other", Self.piotr)
            try await store.change(other, to: AutomationSettings("Mine", isShared: false), by: Self.piotr)
            _ = try await make("Mine", Self.anna)
            let copy = try await store.duplicate(hers, by: Self.anna)
            let again = try await store.duplicate(his, by: Self.piotr)
            let names = try await world.database.read { connection in
                let reader = AutomationReader(connection)
                return try [copy, again].map { try reader.automation($0)?.name.lowercased() }
            }
            #expect(Set(names).count == 1, "the copies are named alike: \(names)")
        }
    }
}
