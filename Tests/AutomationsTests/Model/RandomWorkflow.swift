import Actions
import Automations
import Contacts
import Selections
import TestSupport

/// Makes workflows that can be activated and that the naive interpreter understands.
struct RandomWorkflow {
    static let tags = ["A", "B", "C", "D"]
    static let states: [ContactState] = [.prospect, .customer, .partner]

    /// Every way leads on to a later node; only those from waits may lead back, so that every circle has a wait.
    static func graph(using random: inout SeededGenerator) throws -> Graph {
        let count = Int64(random.int(4...12))
        let nodes = try (1..<count).map { Node(NodeID($0), try step(at: $0, of: count, &random)) }
        let events = (0..<random.int(1...2)).map { _ in trigger(&random) }
        return Graph(events: events, entry: 1, nodes: nodes + [.stop(NodeID(count))])
    }

    private static func step(at id: Int64, of count: Int64, _ random: inout SeededGenerator) throws -> Step {
        let anywhere = { (random: inout SeededGenerator) in
            NodeID(Int64(random.chance(0.4) ? random.int(1...Int(count)) : random.int(Int(id) + 1...Int(count))))
        }
        let later = { (random: inout SeededGenerator) in NodeID(Int64(random.int(Int(id) + 1...Int(count)))) }
        switch random.int(0...9) {
        case 0...1:
            let paths = try (0..<random.int(1...Condition.maximumPaths)).map { _ in
                Condition.Path(try Criterion(query: random.pick(ModelCondition.all).query), next: later(&random))
            }
            return .condition(Condition(paths, otherwise: later(&random)))
        case 2...3:
            return .wait(.span(span(&random)), next: anywhere(&random))
        case 4...5:
            let timeout = random.chance(0.6) ? span(&random) : nil
            let events = (0..<random.int(1...2)).map { _ in trigger(&random) }
            return .waitForEvent(
                EventWait(
                    events,
                    timeout: timeout,
                    next: anywhere(&random),
                    otherwise: timeout == nil ? nil : anywhere(&random)
                )
            )
        default: return .action(action(&random), next: later(&random))
        }
    }

    private static func action(_ random: inout SeededGenerator) -> AutomationAction {
        let tag = TagName(stored: random.pick(tags))
        return switch random.int(0...4) {
        case 0...1: .planned(.addTags(AddTags([tag])))
        case 2: .planned(.deleteTags(DeleteTags([tag])))
        case 3: .addScore(random.pick([-2, 1, 3]))
        default: .planned(.state(ChangeState(random.pick(states))))
        }
    }

    private static func trigger(_ random: inout SeededGenerator) -> Trigger {
        switch random.int(0...5) {
        case 0...2: .tag(random.pick(tags))
        case 3: .scoreReached(Int64(random.int(1...6)))
        case 4: .scoreChanged
        default: .stateChanged([random.pick(states)])
        }
    }

    private static func span(_ random: inout SeededGenerator) -> Span {
        Span(random.int(1...3), random.pick([.minute, .hour, .day, .week]))
    }

    static func limits(using random: inout SeededGenerator) -> LaunchLimits {
        LaunchLimits(
            maximum: random.chance(0.5) ? Int64(random.int(1...4)) : nil,
            interval: random.chance(0.5) ? 0 : Int64(random.pick([60_000, 3_600_000, 86_400_000]))
        )
    }
}
