import Automations

/// What a node can be, with the action where it is one.
enum NodeKind: Sendable, Hashable {
    case action(NodeActionKind)
    case condition
    case wait
    case waitForEvent
    case stop

    static let all: [NodeKind] = [.condition, .wait, .waitForEvent, .stop] + NodeActionKind.all.map { .action($0) }

    /// Reads the word of a choice.
    init?(word: String) {
        guard let kind = Self.all.first(where: { $0.word == word }) else { return nil }
        self = kind
    }

    var word: String {
        switch self {
        case .action(let kind): "action.\(kind.word)"
        case .condition: StepKind.condition.rawValue
        case .wait: StepKind.wait.rawValue
        case .waitForEvent: StepKind.waitForEvent.rawValue
        case .stop: StepKind.stop.rawValue
        }
    }

    /// What people call it.
    var label: String {
        switch self {
        case .action(let kind): kind.label
        case .condition: "Condition: several paths"
        case .wait: "Wait"
        case .waitForEvent: "Wait for an event"
        case .stop: "Stop"
        }
    }

    var advice: String? {
        switch self {
        case .action(let kind): kind.advice
        case .condition: "Contacts take the first path whose condition they meet, and otherwise the last way."
        case .wait: nil
        case .waitForEvent:
            "Contacts go on when one of the events happens to them, or the other way after the time-out."
        case .stop: "Whoever comes here has left the workflow."
        }
    }
}
