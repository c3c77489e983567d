import Actions
import Selections

extension RuleDefinition: Codable {
    /// Reads a rule strictly.
    ///
    /// - Throws: `DecodingError` whose description tells the place and what to write there.
    package init(from decoder: any Decoder) throws {
        let node = ActionNode(decoder)
        let settings = try node.object(["events", "delay", "condition", "yes", "no"])
        self.init(
            events: try settings.node("events")?.events() ?? [],
            delay: try settings.node("delay")?.span(),
            condition: try settings.node("condition").map { try Criterion(from: $0.decoder) },
            yes: try settings.node("yes")?.delayedActions() ?? [],
            no: try settings.node("no")?.delayedActions() ?? []
        )
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: ActionKey.self)
        try container.encode(events, forKey: ActionKey("events"))
        try container.encodeIfPresent(delay?.text, forKey: ActionKey("delay"))
        try container.encodeIfPresent(condition.map(ReadableCriterion.init), forKey: ActionKey("condition"))
        try container.encode(yes, forKey: ActionKey("yes"))
        if !no.isEmpty { try container.encode(no, forKey: ActionKey("no")) }
    }
}

extension DelayedAction: Codable {
    private static let delayKey = "after"

    /// Reads an action, with `after` beside it where it has a delay.
    package init(from decoder: any Decoder) throws {
        let node = ActionNode(decoder)
        let action = try AutomationAction(node, beside: [Self.delayKey])
        let container = try decoder.container(keyedBy: ActionKey.self)
        self.init(action, after: try container.node(Self.delayKey)?.span())
    }

    package func encode(to encoder: any Encoder) throws {
        try action.encode(to: encoder)
        guard let delay else { return }
        var container = encoder.container(keyedBy: ActionKey.self)
        try container.encode(delay.text, forKey: ActionKey(Self.delayKey))
    }
}

extension ActionNode {
    func events() throws -> [Trigger] {
        try elements("a list of events").map { try Trigger(from: $0.decoder) }
    }

    fileprivate func delayedActions() throws -> [DelayedAction] {
        try elements("a list of actions").map { try DelayedAction(from: $0.decoder) }
    }
}
