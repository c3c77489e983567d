package import Contacts

/// Action G: takes an owner away, where another one remains.
package struct RemoveOwner: Action {
    /// The e-mail address of the user.
    package let user: String

    package init(_ user: String) {
        self.user = user
    }

    package func effect(on state: WorkingState, in context: ActionContext) throws -> Effect {
        let id = try context.user(user)
        return try .changingOwners(of: state) { owners throws(OwnerRuleError) in _ = try owners.remove(id) }
    }
}
