package import Contacts

/// Action I: puts the contacts on a stage of a funnel, wherever in it they were.
///
/// Who is on the stage already stays since then; what a contact is worth in the funnel stays too.
package struct AddToStage: Action {
    /// The names, as a plan writes them.
    package let funnel: String
    package let stage: String

    package init(funnel: String, stage: String) {
        self.funnel = funnel
        self.stage = stage
    }

    package func effect(on state: WorkingState, in context: ActionContext) throws -> Effect {
        let funnel = try context.funnel(funnel)
        let stage = try funnel.requiredStage(stage)
        return try .changing(.stage(funnel.id), on: state) { $0.moved(to: stage.id, at: context.now) }
    }
}
