package import Contacts

/// Action I: takes the contacts out of a funnel, from whatever stage or only from one.
package struct RemoveFromFunnel: Action {
    /// The names, as a plan writes them.
    package let funnel: String
    /// Only contacts on this stage; nothing means on whatever stage.
    package let stage: String?

    package init(funnel: String, stage: String?) {
        self.funnel = funnel
        self.stage = stage
    }

    package func effect(on state: WorkingState, in context: ActionContext) throws -> Effect {
        let funnel = try context.funnel(funnel)
        let only = try stage.map { try funnel.requiredStage($0).id }
        return try .changing(.stage(funnel.id), on: state) { present in
            guard let only, case .stage(let stage, _, _) = present, stage != only else { return .none }
            return present
        }
    }
}
