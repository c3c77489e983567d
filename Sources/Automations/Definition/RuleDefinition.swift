package import Selections

/// A flat automation: events, a condition, and actions for those who meet it and for the others.
package struct RuleDefinition: Sendable, Hashable {
    /// The events that launch it; any of them does.
    package var events: [Trigger]
    /// How long to wait before the condition is checked.
    package var delay: Span?
    /// Nothing means that everybody meets it.
    package var condition: Criterion?
    /// For those who meet the condition.
    package var yes: [DelayedAction]
    /// For those who do not.
    package var no: [DelayedAction]

    package init(
        events: [Trigger] = [],
        delay: Span? = nil,
        condition: Criterion? = nil,
        yes: [DelayedAction] = [],
        no: [DelayedAction] = []
    ) {
        self.events = events
        self.delay = delay
        self.condition = condition
        self.yes = yes
        self.no = no
    }
}

/// An action and how long after the condition it comes.
package struct DelayedAction: Sendable, Hashable {
    package var action: AutomationAction
    package var delay: Span?

    package init(_ action: AutomationAction, after delay: Span? = nil) {
        self.action = action
        self.delay = delay
    }
}

/// What an automation does, in the form in which people write it.
package enum Definition: Sendable, Hashable {
    case rule(RuleDefinition)
    case workflow(Graph)
}
