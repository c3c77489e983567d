import Automations
import Bitmaps
import Contacts
import Selections
import TestSupport
import Testing

/// The engine against the naive interpreter, on random workflows with random things happening in between.
struct ModelTests {
    @Test(arguments: StoreKind.available)
    func `contacts go where the naive interpreter sends them`(kind: StoreKind) async throws {
        var random = SeededGenerator(for: "ModelTests")
        for _ in 0..<6 {
            var part = SeededGenerator(seed: random.next())
            try await AutomationWorld.with(kind) { try await Comparison($0, using: &part).run(steps: 40, using: &part) }
        }
    }
}

/// One engine and one interpreter that live through the same.
private final class Comparison {
    private let world: AutomationWorld
    private let numbers: [UInt32]
    private var model: ModelEngine

    init(_ world: AutomationWorld, using random: inout SeededGenerator) async throws {
        self.world = world
        numbers = try await world.create(random.int(30...60))
        model = ModelEngine(Dictionary(uniqueKeysWithValues: numbers.map { ($0, ModelContact()) }))
        for index in 1...3 {
            let graph = try RandomWorkflow.graph(using: &random)
            let limits = RandomWorkflow.limits(using: &random)
            let automation = try await world.activate(graph, named: "W\(index)", limits: limits)
            model.automations[automation.id] = automation
            model.graphs[automation.id] = [1: graph]
        }
    }

    func run(steps: Int, using random: inout SeededGenerator) async throws {
        for step in 0..<steps {
            switch random.int(0...9) {
            case 0...4: try await change(using: &random)
            case 5...6: try await launch(using: &random)
            case 7: try await pauseOrResume(using: &random)
            case 8: try await publish(using: &random)
            default: break
            }
            let now = world.clock.now
            if random.chance(0.5), let next = try await world.runner.nextTime(), next > now {
                world.clock.advance(by: .milliseconds(next - now))
            } else if random.chance(0.5) {
                world.clock.advance(by: .seconds(random.int(1...200_000)))
            }
            // Sometimes nobody works for a while.
            if random.chance(0.4) { continue }
            try await world.work()
            try model.work(at: world.clock.now)
            try await compare("step \(step)")
        }
    }

    private func change(using random: inout SeededGenerator) async throws {
        let some = numbers.filter { _ in random.chance(0.4) }
        let cause = random.pick([Cause.Kind.card, .card, .api, .execution, .import])
        let tag = TagName(stored: random.pick(RandomWorkflow.tags))
        let facet: Facet
        let value: FacetValue
        switch random.int(0...5) {
        case 0...2: (facet, value) = (.tag(tag), .tag(score: 1, addedAt: world.clock.now))
        case 3: (facet, value) = (.tag(tag), .none)
        case 4: (facet, value) = (.score, .integer(Int64(random.int(-1...8))))
        default: (facet, value) = (.state, .integer(random.pick(RandomWorkflow.states).rawValue))
        }
        try await world.set(facet, value, for: some, cause: Cause(cause, id: 1, text: "x", actor: "test"))
        for number in some {
            let change: ModelChange? =
                switch (facet, value) {
                case (.tag, .none): .deleteTag(tag.text)
                case (.tag, _): .addTag(tag.text)
                case (.score, .integer(let new)): .score(from: model.contacts[number]?.score ?? 0, to: new)
                case (_, .integer(let new)): ContactState(rawValue: new).map { .state($0) }
                default: nil
                }
            model.change(number, change.map { [$0] } ?? [], cause: cause, at: world.clock.now)
        }
    }

    private func launch(using random: inout SeededGenerator) async throws {
        let automation = random.pick(model.automations.values.sorted { $0.id < $1.id })
        guard automation.state == .active else { return }
        let some = numbers.filter { _ in random.chance(0.5) }
        let (respects, ignores) = (random.chance(0.5), random.chance(0.3))
        try await world.launch(automation, for: some, respectingLimits: respects, ignoringConditions: ignores)
        for number in some {
            model.launch(
                automation.id,
                for: number,
                at: world.clock.now,
                respectingLimits: respects,
                ignoringConditions: ignores
            )
        }
    }

    private func pauseOrResume(using random: inout SeededGenerator) async throws {
        let automation = random.pick(model.automations.values.sorted { $0.id < $1.id })
        if automation.state == .active {
            try await world.store.pause(automation.id, by: .operator)
        } else {
            try await world.store.resume(automation.id, by: .operator)
        }
        model.automations[automation.id] = try await world.automation(automation.id)
    }

    private func publish(using random: inout SeededGenerator) async throws {
        let id = random.pick(model.automations.keys.sorted())
        let graph = try RandomWorkflow.graph(using: &random)
        try await world.store.save(.workflow(graph), of: id, revision: nil, by: .operator)
        try await world.store.activate(id, by: .operator)
        let automation = try await world.automation(id)
        model.automations[id] = automation
        if let version = automation.version { model.graphs[id]?[version] = graph }
    }

    private func compare(_ place: String) async throws {
        let contacts = numbers.compactMap { model.contacts[$0] }
        for automation in model.automations.values {
            let passages = try await world.passages(automation, numbers)
            for (number, (real, expected)) in zip(numbers, zip(passages, contacts.map { $0.passages[automation.id] })) {
                try #require(real == expected, "\(place), contact \(number) in \(automation.name)")
            }
            let passed = try await world.counts(automation).mapValues(\.passed).filter { !$0.value.isEmpty }
            try #require(passed == model.passed[automation.id] ?? [:], "\(place), \(automation.name)")
        }
        for tag in RandomWorkflow.tags {
            let values = try await world.values(.tag(TagName(stored: tag)), numbers)
            try #require(values.map { $0 != .none } == contacts.map { $0.tags.contains(tag) }, "\(place), \(tag)")
        }
        let scores = try await world.values(.score, numbers)
        try #require(scores == contacts.map { .integer($0.score) }, "\(place), scores")
        let states = try await world.values(.state, numbers)
        try #require(states == contacts.map { .integer($0.state.rawValue) }, "\(place), states")
    }
}
