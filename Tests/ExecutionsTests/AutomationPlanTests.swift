import Actions
import Contacts
import Executions
import Selections
import Storage
import TestSupport
import Testing

/// Plans with actions K and L.
@Suite struct AutomationPlanTests {
    private static let rule = "actions: [run-rule: { rule: WELCOME, check-conditions: false }]"
    private static let workflow = "actions: [run-workflow: Onboarding]"
    private static let day: Int64 = 86_400_000

    private func withWorld(_ kind: StoreKind, _ body: (ExecutionWorld) async throws -> Void) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            try await TestUsers.add(to: database, role: "marketer")
            try await TestAutomations.add(to: database)
            let world = ExecutionWorld(database)
            try await world.create(10) { index, contact in
                contact.score = Int64(index)
                contact.owners = OwnerList(main: TestUsers.ids[index % 2], since: 1)
            }
            try await body(world)
        }
    }

    private func passage(
        _ number: UInt32,
        _ automation: Automation,
        in world: ExecutionWorld
    ) async throws -> Passage? {
        let values = try await world.database.read { connection in
            try SQLFacetReader(connection, catalogue: Catalogue(connection)).values(of: automation.facet, for: [number])
        }
        return if case .passage(let passage)? = values.first { passage } else { nil }
    }

    @Test(arguments: StoreKind.available)
    func `contacts enter rules and workflows, and whoever is inside is skipped`(kind: StoreKind) async throws {
        try await withWorld(kind) { world async throws in
            let some = "select: { filter: ['score <= 4'] }\n"
            let preview = try await world.previewer.preview(try Plan(yaml: some + Self.rule), actor: .operator)
            #expect(preview.actions.map(\.outcome) == [Outcome(changed: 4)])
            #expect(preview.samples.first?.changes.map(\.facet) == [TestAutomations.welcome.facet])
            #expect(try await world.run(some + Self.rule).outcomes == [Outcome(changed: 4)])
            let all = try await world.run("actions: [run-workflow: onboarding, run-rule: Welcome, set-score: 99]")
            let inside = Outcome(changed: 6, skipped: [.insideAutomation: 4])
            #expect(all.outcomes == [Outcome(changed: 10), inside, Outcome(changed: 10)])
            #expect(try await world.count("rule.Welcome = inside") == 10)
            #expect(try await world.count("workflow.Onboarding = inside") == 10)
            let now = world.clock.now
            let ignoring = Passage(after: nil, into: 1, at: now, ignoringConditions: true)
            #expect(try await passage(1, TestAutomations.welcome, in: world) == ignoring)
            #expect(try await passage(9, TestAutomations.welcome, in: world) == Passage(after: nil, into: 1, at: now))
            let entered = Passage(after: nil, into: 3, at: now)
            #expect(try await passage(9, TestAutomations.onboarding, in: world) == entered)
        }
    }

    @Test(arguments: StoreKind.available)
    func `K respects the limits of a rule, L counts past those of a workflow`(kind: StoreKind) async throws {
        try await withWorld(kind) { world async throws in
            for automation in TestAutomations.all.prefix(2) {
                try await world.database.execute(
                    """
                    UPDATE automation SET maximum_launches = 2, minimum_interval = \(Self.day)
                    WHERE id = \(automation.id.number)
                    """
                )
            }
            func launch(_ plan: String) async throws -> Outcome? {
                let outcome = try await world.run(plan).outcomes.first
                // Whoever is inside comes to the end at once.
                try await world.database.execute(
                    """
                    UPDATE contact_automation SET version = NULL, node = NULL, since = NULL, due_at = NULL, depth = NULL,
                        flags = NULL
                    """
                )
                return outcome
            }
            for (rules, passed) in [
                (Outcome(changed: 10), 0), (Outcome(skipped: [.launchInterval: 10]), Self.day),
                (Outcome(changed: 10), 3 * Self.day), (Outcome(skipped: [.launchLimit: 10]), 0),
            ] as [(Outcome, Int64)] {
                #expect(try await launch(Self.rule) == rules)
                #expect(try await launch(Self.workflow) == Outcome(changed: 10))
                world.clock.advance(by: .milliseconds(passed))
            }
            #expect(try await passage(1, TestAutomations.welcome, in: world)?.launches == 2)
            #expect(try await passage(1, TestAutomations.onboarding, in: world)?.launches == 4)
        }
    }

    @Test(arguments: StoreKind.available)
    func `what cannot be run is refused when the plan is made, and fails when it starts`(
        kind: StoreKind
    ) async throws {
        try await withWorld(kind) { world async throws in
            let several = "UPDATE automation SET events = 2 WHERE id = \(TestAutomations.onboarding.id.number)" as SQL
            for (change, plan, error) in [
                (nil, "actions: [run-rule: Gone]", .unknown(.rule, "Gone")),
                (
                    nil, "actions: [run-workflow: \"WIN 'back' 100%\"]",
                    .notActive(.workflow, TestAutomations.winback.name, .paused)
                ),
                (several, Self.workflow, .notOneEvent("Onboarding", events: 2)),
                ("UPDATE automation SET state = 'draft'", Self.rule, .notActive(.rule, "Welcome", .draft)),
            ] as [(SQL?, String, AutomationError)] {
                if let change { try await world.database.execute(change) }
                await #expect(throws: error) {
                    try await world.store.create(try Plan(yaml: plan), actor: .operator)
                }
                await #expect(throws: error) {
                    try await world.previewer.preview(try Plan(yaml: plan), actor: .operator)
                }
            }
            try await world.database.execute("UPDATE automation SET state = 'active'")
            let id = try await world.store.create(try Plan(yaml: Self.rule), actor: .operator)
            try await world.database.execute("UPDATE automation SET state = 'paused'")
            try await world.work()
            let execution = try await world.execution(id)
            #expect(execution.state == .failed)
            #expect(execution.failure == "the rule \"Welcome\" is paused: activate it first")
            #expect(try await world.count("has rule.Welcome") == 0)
        }
    }

    @Test(arguments: StoreKind.available)
    func `an unshared automation is its author's, and works on the author's contacts`(kind: StoreKind) async throws {
        try await withWorld(kind) { world async throws in
            try await world.database.execute(
                "UPDATE automation SET shared = 0, author_id = \(TestUsers.anna.number) WHERE kind = 'rule'"
            )
            let plan = try Plan(yaml: Self.rule)
            await #expect(throws: AutomationError.unknown(.rule, "WELCOME")) {
                try await world.previewer.preview(plan, actor: TestUsers.restricted(TestUsers.piotr))
            }
            func outcome(_ actor: Actor) async throws -> Outcome? {
                try await world.previewer.preview(plan, actor: actor).actions.first?.outcome
            }
            // Contacts with an even score are hers.
            #expect(try await outcome(TestUsers.restricted(TestUsers.anna)) == Outcome(changed: 5))
            #expect(try await outcome(.operator) == Outcome(changed: 5, skipped: [.notOfAuthor: 5]))
            try await world.database.execute(
                "UPDATE user_account SET role = 'manager' WHERE id = \(TestUsers.anna.number)"
            )
            #expect(try await outcome(.operator) == Outcome(changed: 10))
        }
    }

    @Test(arguments: StoreKind.available)
    func `assigning owners starts workflows only where the plan says so`(kind: StoreKind) async throws {
        try await withWorld(kind) { world async throws in
            for (level, setting) in [("owner", ""), ("read-only", ", start-workflows: true")] {
                let execution = try await world.run(
                    "actions: [assign-owner: { user: jan@shop.example, level: \(level)\(setting) }]"
                )
                #expect(execution.outcomes.first?.changed == 10)
            }
            let flags = try await world.database.read { connection in
                try connection.rows(
                    "SELECT starts_by_owners FROM journal WHERE cause = 'execution' ORDER BY sequence"
                ) { $0.flag(0) }
            }
            #expect(flags == [false, true])
        }
    }
}
