package import Contacts

/// Action K: puts the contacts into a rule, past its events.
///
/// The rule's limits hold, and so do its delays.
package struct RunRule: Action {
    /// The name, as a plan writes it.
    package let rule: String
    /// Whether the rule's condition is checked; otherwise everybody counts as meeting it.
    package let checksConditions: Bool

    package init(_ rule: String, checksConditions: Bool = true) {
        self.rule = rule
        self.checksConditions = checksConditions
    }

    package func effect(on state: WorkingState, in context: ActionContext) throws -> Effect {
        let named = try context.automation(AutomationName(.rule, rule))
        let launch = Launch(
            of: named.automation,
            respectingLimits: true,
            ignoringConditions: !checksConditions,
            depth: context.depth,
            within: named.reach
        )
        return try launch.effect(on: state, at: context.now)
    }
}
