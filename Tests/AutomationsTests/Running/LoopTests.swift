import Actions
import Contacts
import Selections
import Storage
import TestSupport
import Testing

@testable import Automations

/// Automations that would never come to an end.
struct LoopTests {
    private static func swap(_ old: String, for new: String) -> Definition {
        .rule(
            RuleDefinition(
                events: [.tag(old)],
                yes: [
                    DelayedAction(.planned(.deleteTags(DeleteTags([TagName(stored: old)])))),
                    DelayedAction(.planned(.addTags(AddTags([TagName(stored: new)])))), DelayedAction(.addScore(1)),
                ]
            )
        )
    }

    private static func running(_ name: String) -> Definition {
        .rule(RuleDefinition(events: [.tag("GO")], yes: [DelayedAction(.planned(.runRule(RunRule(name))))]))
    }

    @Test(arguments: StoreKind.available)
    func `two rules that launch each other are stopped, and others go on`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(3)
            let rules = [
                try await world.activate(Self.swap("A", for: "B"), named: "AB"),
                try await world.activate(Self.swap("B", for: "A"), named: "BA"),
                try await world.activate(Self.swap("C", for: "D"), named: "CD"),
            ]
            try await world.tag("A", [1])
            try await world.tag("C", [2])
            try await world.work()
            // The first launch and twenty that follow from it.
            #expect(try await world.values(.score, [1, 2, 3]) == [.integer(21), .integer(1), .integer(0)])
            let problems = try await world.failures(rules[0]) + world.failures(rules[1])
            #expect(problems.map(\.node) == [Place.start])
            #expect(problems.map(\.problem) == [LoopGuard.message])
            #expect(try await world.failures(rules[2]).isEmpty)
            #expect(try await world.numbers("tag = D") == [2])
            #expect(try await world.nodes(rules[0], [1, 2]) == [nil, nil])
            // What comes from outside begins anew.
            try await world.set(.tag(TagName(stored: "B")), .none, for: [1])
            try await world.tag("A", [1])
            try await world.work()
            #expect(try await world.values(.score, [1]) == [.integer(42)])
        }
    }

    @Test(arguments: StoreKind.available)
    func `a workflow that launches itself is stopped`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(1)
            let tag = TagName(stored: "A")
            let workflow = try await world.activate(
                Graph(
                    events: [.tag("A")],
                    entry: 1,
                    nodes: [
                        Node(1, .action(.planned(.deleteTags(DeleteTags([tag]))), next: 2)), .tag(2, "A", next: 3),
                        .score(3, 1, next: 4), .stop(4),
                    ]
                )
            )
            try await world.tag("A", [1])
            try await world.work()
            #expect(try await world.passages(workflow, [1]).map { $0?.launches } == [21])
            #expect(try await world.problems(of: 1, in: workflow) == ["0: \(LoopGuard.message)"])
        }
    }

    @Test(arguments: StoreKind.available)
    func `rules that run each other are stopped at the node`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(2)
            let first = try await world.activate(Self.running("Second").unchecked, named: "First")
            let second = try await world.activate(Self.running("First"), named: "Second")
            try await world.store.save(Self.running("Second"), of: first.id, revision: nil, by: .operator)
            try await world.store.activate(first.id, by: .operator)
            try await world.tag("GO", [1])
            try await world.work()
            let problems = try await world.problems(of: 1, in: first) + world.problems(of: 1, in: second)
            #expect(!problems.isEmpty)
            #expect(problems.allSatisfy { $0 == "10: \(LoopGuard.message)" })
            let launches = try await [first, second].asyncMap { try await world.passages($0, [1])[0]?.launches ?? 0 }
            #expect(launches.reduce(0, +) <= 2 * (LoopGuard.maximumDepth + 1))
            #expect(try await world.passages(first, [2]) == [nil])
        }
    }

    @Test(arguments: StoreKind.available)
    func `a circle whose wait is over cannot be activated, and stops at the node`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(3)
            let past = LocalTime(year: 2026, month: 1, day: 1, TimeOfDay(hour: 8))
            let graph = Graph(
                entry: 1,
                nodes: [
                    try .when(1, "tag = INSIDE", next: 2, otherwise: 4), .score(2, 1, next: 3),
                    Node(3, .wait(.until(past), next: 1)), .tag(4, "OUT", next: 5), .stop(5),
                ]
            )
            await #expect(throws: FlawedDefinition.self) { try await world.activate(graph, named: "Refused") }
            // One that an older program let through.
            let workflow = try await world.activate(Graph(entry: 1, nodes: [.stop(1)]))
            try await world.database.execute(
                "UPDATE automation_version SET definition = \(try Definition.workflow(graph).jsonText)"
            )
            try await world.tag("INSIDE", [1, 3])
            try await world.launch(workflow, for: [1, 2])
            try await world.work()
            #expect(try await world.problems(of: 1, in: workflow) == ["1: \(LoopGuard.circleMessage)"])
            #expect(try await world.nodes(workflow, [1, 2, 3]) == [1, nil, nil])
            #expect(try await world.numbers("tag = OUT") == [2])
            #expect(try await world.values(.score, [1]) == [.integer(1)])
        }
    }

    @Test(arguments: StoreKind.available)
    func `what a workflow does on the way to a wait is not what it waits for`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(2)
            let workflow = try await world.activate(
                Graph(
                    entry: 1,
                    nodes: [.score(1, 1, next: 2), .waitFor(2, .scoreChanged, next: 3), .tag(3, "ONE", next: 1)]
                )
            )
            try await world.launch(workflow, for: [1, 2])
            try await world.work()
            #expect(try await world.values(.score, [1, 2]) == [.integer(1), .integer(1)])
            #expect(try await world.numbers("tag = ONE").isEmpty)
            try await world.set(.score, .integer(10), for: [1])
            try await world.work()
            #expect(try await world.values(.score, [1, 2]) == [.integer(11), .integer(1)])
            #expect(try await world.numbers("tag = ONE") == [1])
        }
    }

    @Test(arguments: StoreKind.available)
    func `two workflows that wake each other are stopped where they wait`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(2)
            func half(_ mine: String, _ other: String) -> Graph {
                let tag = TagName(stored: mine)
                return Graph(
                    entry: 1,
                    nodes: [
                        .waitFor(1, .tag(mine), next: 2),
                        Node(2, .action(.planned(.deleteTags(DeleteTags([tag]))), next: 3)), .tag(3, other, next: 4),
                        .score(4, 1, next: 1),
                    ]
                )
            }
            let workflows = [
                try await world.activate(half("A", "B"), named: "A"),
                try await world.activate(half("B", "A"), named: "B"),
            ]
            for workflow in workflows { try await world.launch(workflow, for: [1, 2]) }
            try await world.work()
            try await world.tag("A", [1])
            try await world.work()
            #expect(try await world.values(.score, [1, 2]) == [.integer(21), .integer(0)])
            let problems = try await workflows.asyncMap { try await world.problems(of: 1, in: $0) }.flatMap(\.self)
            #expect(problems == ["1: \(LoopGuard.message)"])
            #expect(try await world.nodes(workflows[0], [1, 2]) == [1, 1])
        }
    }

    @Test(arguments: StoreKind.available)
    func `a circle with a wait of a day goes on for months`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(2)
            let workflow = try await world.activate(
                Graph(entry: 1, nodes: [.score(1, 1, next: 2), .wait(2, 1, .day, next: 1)])
            )
            try await world.launch(workflow, for: [1, 2])
            try await world.work(through: .seconds(60 * 86_400))
            #expect(try await world.values(.score, [1, 2]) == [.integer(61), .integer(61)])
            #expect(try await world.failures(workflow).isEmpty)
        }
    }

    @Test(arguments: StoreKind.available)
    func `rules that launch each other once a day go on`(kind: StoreKind) async throws {
        try await AutomationWorld.with(kind) { world in
            try await world.create(1)
            func swap(_ old: String, for new: String) -> Definition {
                guard case .rule(var rule) = Self.swap(old, for: new) else { return Self.swap(old, for: new) }
                rule.delay = Span(1, .day)
                return .rule(rule)
            }
            try await world.activate(swap("A", for: "B"), named: "AB")
            try await world.activate(swap("B", for: "A"), named: "BA")
            try await world.tag("A", [1])
            try await world.work(through: .seconds(60 * 86_400))
            #expect(try await world.values(.score, [1]) == [.integer(60)])
        }
    }
}

extension Definition {
    /// A definition that can be activated before what it names is there.
    fileprivate var unchecked: Definition {
        .rule(RuleDefinition(events: [.tag("GO")], yes: [DelayedAction(.addScore(0))]))
    }
}

extension Array {
    fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async throws -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
