package import Contacts

/// Action L: puts the contacts into a workflow, past the one event that starts it.
///
/// The launch counts for the workflow's limits, but they stop nobody; its waits hold.
package struct RunWorkflow: Action {
    /// The name, as a plan writes it.
    package let workflow: String

    package init(_ workflow: String) {
        self.workflow = workflow
    }

    package func effect(on state: WorkingState, in context: ActionContext) throws -> Effect {
        let named = try context.automation(AutomationName(.workflow, workflow))
        let launch = Launch(
            of: named.automation,
            respectingLimits: false,
            depth: context.depth,
            within: named.reach
        )
        return try launch.effect(on: state, at: context.now)
    }
}
