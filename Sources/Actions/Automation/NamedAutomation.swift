package import Contacts

/// A rule or workflow that an action names, which a bulk action can run.
package struct NamedAutomation: Sendable, Hashable {
    package let automation: Automation
    /// On whose contacts it works.
    package let reach: Reach

    /// Makes sure that a bulk action can run it.
    ///
    /// - Parameters:
    ///   - automation: The rule or workflow.
    ///   - reach: On whose contacts it works: those of its author, where it is not shared.
    /// - Throws: `AutomationError` when it is not active, or is a workflow that not exactly one event starts.
    package init(_ automation: Automation, reach: Reach = .everybody) throws(AutomationError) {
        guard automation.state == .active else {
            throw .notActive(automation.kind, automation.name, automation.state)
        }
        guard automation.kind == .rule || automation.events == 1 else {
            throw .notOneEvent(automation.name, events: automation.events)
        }
        self.automation = automation
        self.reach = reach
    }
}

/// What an action writes to name a rule or workflow.
package struct AutomationName: Sendable, Hashable {
    package let kind: AutomationKind
    package let text: String

    package init(_ kind: AutomationKind, _ text: String) {
        self.kind = kind
        self.text = text
    }

    /// The form in which names that mean the same are equal.
    var key: AutomationName { AutomationName(kind, text.nameKey) }
}
