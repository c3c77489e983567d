package import Contacts

/// Action G: makes a user an owner of the contacts, or gives an owner another level.
///
/// A new main owner makes the former one an owner. Nobody is changed who would be left with read-only owners only.
package struct AssignOwner: Action {
    /// The e-mail address of the user.
    package let user: String
    package let level: OwnerLevel
    /// Whether workflows start that wait for a change of owner; by default a bulk action starts none.
    package let startsWorkflows: Bool

    package init(_ user: String, level: OwnerLevel, startsWorkflows: Bool = false) {
        self.user = user
        self.level = level
        self.startsWorkflows = startsWorkflows
    }

    package func effect(on state: WorkingState, in context: ActionContext) throws -> Effect {
        let id = try context.user(user)
        return try .changingOwners(of: state) { owners throws(OwnerRuleError) in
            try owners.assign(id, level, at: context.now)
        }
    }
}
