import Actions
import Automations
import Contacts
import Executions
import Selections
import TestSupport
import Testing

/// Actions K and L, through real executions and inside of automations.
struct LaunchActionTests {
    private static func rule(
        delay: Span? = nil,
        condition: String? = nil,
        events: [Trigger] = [.contactAdded]
    ) throws -> Definition {
        .rule(
            RuleDefinition(
                events: events,
                delay: delay,
                condition: try condition.map { try Criterion(query: $0) },
                yes: [
                    DelayedAction(.planned(.addTags(AddTags([TagName(stored: "YES")])))),
                    DelayedAction(.addScore(100), after: Span(2, .hour)),
                ],
                no: [DelayedAction(.planned(.addTags(AddTags([TagName(stored: "NO")]))))]
            )
        )
    }

    private static func workflow(events: [Trigger]) -> Graph {
        Graph(events: events, entry: 1, nodes: [.score(1, 1, next: 2), .stop(2)])
    }

    @Test(arguments: StoreKind.available)
    func `action K checks the condition, or counts it as met, and keeps the delays`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(6) { index, contact in contact.score = Int64(index) }
            try await world.activate(try Self.rule(delay: Span(1, .hour), condition: "score >= 3"), named: "Checked")
            let execution = try await world.run(
                """
                name: K
                select: { include: [score <= 4] }
                actions: [run-rule: checked]
                """
            )
            #expect(execution.outcomes == [Outcome(changed: 4)])
            try await world.work()
            #expect(try await world.numbers("tag = YES or tag = NO").isEmpty)
            try await world.work(through: .seconds(3600))
            #expect(try await world.numbers("tag = YES") == [3, 4])
            #expect(try await world.numbers("tag = NO") == [1, 2])
            try await world.work(through: .seconds(7199))
            #expect(try await world.numbers("score > 100").isEmpty)
            try await world.work(through: .seconds(1))
            #expect(try await world.numbers("score > 100") == [3, 4])

            try await world.run(
                """
                name: K
                select: { include: [score = 1] }
                actions: [run-rule: { rule: Checked, check-conditions: false }]
                """
            )
            try await world.work(through: .seconds(3 * 3600))
            #expect(try await world.values(.score, [1]) == [.integer(101)])
        }
    }

    @Test(arguments: StoreKind.available)
    func `action K respects the limits, and the preview says so before`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(4)
            let limits = LaunchLimits(maximum: 2, interval: 3_600_000)
            let rule = try await world.activate(try Self.rule(), named: "Limited", limits: limits)
            func expect(_ query: String, _ outcome: Outcome) async throws {
                let yaml = "name: K\nselect: { include: [\(query)] }\nactions: [run-rule: Limited]"
                #expect(try await world.preview(yaml).actions.map(\.outcome) == [outcome])
                #expect(try await world.run(yaml).outcomes == [outcome])
            }
            try await expect("email = person1@example.com", Outcome(changed: 1))
            try await expect("all", Outcome(changed: 3, skipped: [.insideAutomation: 1]))
            // The second action comes after two hours.
            try await world.work(through: .seconds(2 * 3600))
            try await expect("not email = person4@example.com", Outcome(changed: 3))
            try await world.work(through: .seconds(2 * 3600))
            try await expect("all", Outcome(changed: 1, skipped: [.launchLimit: 3]))
            #expect(try await world.passages(rule, [1, 2, 3, 4]).map { $0?.launches } == [2, 2, 2, 2])

            let quick = try await world.activate(
                .rule(RuleDefinition(events: [.contactAdded], yes: [DelayedAction(.addScore(1))])),
                named: "Quick",
                limits: LaunchLimits(interval: 60_000)
            )
            let yaml = "name: K\nselect: { include: [all] }\nactions: [run-rule: Quick]"
            for (seconds, outcome) in [
                (0, Outcome(changed: 4)), (59, Outcome(skipped: [.launchInterval: 4])), (1, Outcome(changed: 4)),
            ] {
                world.clock.advance(by: .seconds(seconds))
                #expect(try await world.run(yaml).outcomes == [outcome])
                try await world.work()
            }
            #expect(try await world.passages(quick, [1]).map { $0?.launches } == [2])
        }
    }

    @Test(arguments: StoreKind.available)
    func `events respect the limits`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(2)
            let rule = Definition.rule(RuleDefinition(events: [.scoreChanged], yes: [DelayedAction(.optIn)]))
            let most = try await world.activate(rule, named: "Most", limits: LaunchLimits(maximum: 2))
            let often = try await world.activate(rule, named: "Often", limits: LaunchLimits(interval: 3_600_000))
            for hour in 1...3 {
                for points in [10, 20] {
                    try await world.set(.score, .integer(Int64(hour * 100 + points)), for: [1])
                    try await world.work()
                }
                // Without an interval both events of the first hour count, and the limit is reached.
                #expect(try await world.passages(most, [1]).map { $0?.launches } == [2])
                #expect(try await world.passages(often, [1]).map { $0?.launches } == [Int64(hour)])
                world.clock.advance(by: .seconds(3600))
            }
            #expect(try await world.passages(most, [2]) == [nil])
        }
    }

    @Test(arguments: StoreKind.available)
    func `action L goes beyond the limits and counts for them`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(1)
            let limits = LaunchLimits(maximum: 1, interval: 86_400_000)
            let workflow = try await world.activate(Self.workflow(events: [.tag("GO")]), named: "Flow", limits: limits)
            let yaml = "name: L\nselect: { include: [all] }\nactions: [run-workflow: FLOW]"
            for round in 1...3 {
                #expect(try await world.preview(yaml).actions.map(\.outcome) == [Outcome(changed: 1)])
                #expect(try await world.run(yaml).outcomes == [Outcome(changed: 1)])
                #expect(try await world.run(yaml).outcomes == [Outcome(skipped: [.insideAutomation: 1])])
                try await world.work()
                #expect(try await world.values(.score, [1]) == [.integer(Int64(round))])
            }
            #expect(try await world.passages(workflow, [1]).map { $0?.launches } == [3])
            world.clock.advance(by: .seconds(2 * 86_400))
            try await world.tag("GO", [1])
            try await world.work()
            #expect(try await world.passages(workflow, [1]).map { $0?.launches } == [3])
        }
    }

    @Test(arguments: StoreKind.available)
    func `what cannot be run is refused, in the preview too`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(1)
            try await world.activate(Self.workflow(events: []), named: "None")
            try await world.activate(Self.workflow(events: [.tag("A"), .tag("B")]), named: "Two")
            let paused = try await world.activate(Self.workflow(events: [.tag("A")]), named: "Paused")
            try await world.store.pause(paused.id, by: .operator)
            try await world.store.create(AutomationSettings("Draft"), try Self.rule(), by: .operator)
            for (action, error) in [
                ("run-workflow: None", AutomationError.notOneEvent("None", events: 0)),
                ("run-workflow: two", .notOneEvent("Two", events: 2)),
                ("run-workflow: Paused", .notActive(.workflow, "Paused", .paused)),
                ("run-rule: Draft", .notActive(.rule, "Draft", .draft)),
                ("run-rule: Paused", .unknown(.rule, "Paused")),
            ] {
                let yaml = "name: Test\nselect: { include: [all] }\nactions: [\(action)]"
                await #expect(throws: error) { try await world.preview(yaml) }
                await #expect(throws: error) { try await world.plan(yaml) }
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `a plan fails that comes to its start after the rule was paused`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(1)
            let rule = try await world.activate(try Self.rule(), named: "Later")
            let id = try await world.plan(
                "name: K\nselect: { include: [all] }\nactions: [{ add-tags: { names: [T] } }, run-rule: Later]"
            )
            try await world.store.pause(rule.id, by: .operator)
            try await world.execute()
            let execution = try await world.execution(id)
            #expect(execution.state == .failed)
            #expect(execution.failure == AutomationError.notActive(.rule, "Later", .paused).message)
            #expect(try await world.numbers("tag = T").isEmpty)
            #expect(try await world.passages(rule, [1]) == [nil])
        }
    }

    @Test(arguments: StoreKind.available)
    func `a rule runs a rule within its limits, and a workflow a workflow beyond them`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(3)
            let inner = try await world.activate(
                .rule(RuleDefinition(events: [.contactAdded], yes: [DelayedAction(.addScore(1))])),
                named: "Inner",
                limits: LaunchLimits(maximum: 1)
            )
            try await world.activate(
                .rule(RuleDefinition(events: [.tag("K")], yes: [DelayedAction(.planned(.runRule(RunRule("inner"))))])),
                named: "Outer"
            )
            let second = try await world.activate(
                Self.workflow(events: [.tag("NEVER")]),
                named: "Second",
                limits: LaunchLimits(maximum: 1)
            )
            let run = AutomationAction.planned(.runWorkflow(RunWorkflow("Second")))
            try await world.activate(
                Graph(events: [.tag("L")], entry: 1, nodes: [Node(1, .action(run, next: 2)), .stop(2)]),
                named: "First"
            )
            for _ in 1...2 {
                for tag in ["K", "L"] {
                    try await world.set(.tag(TagName(stored: tag)), .none, for: [2])
                    try await world.tag(tag, [2])
                }
                try await world.work()
            }
            #expect(try await world.passages(inner, [1, 2]).map { $0?.launches } == [nil, 1])
            #expect(try await world.passages(second, [1, 2]).map { $0?.launches } == [nil, 2])
            #expect(try await world.values(.score, [2]) == [.integer(3)])
            #expect(try await world.failures(inner).isEmpty)
        }
    }
}
