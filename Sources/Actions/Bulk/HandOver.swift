package import Contacts

/// Lets one user take the place of another, at the higher of both levels, as when somebody leaves the team.
package struct HandOver: Action {
    /// The e-mail addresses of the users.
    package let leaving: String
    package let successor: String

    package init(from leaving: String, to successor: String) {
        self.leaving = leaving
        self.successor = successor
    }

    package func effect(on state: WorkingState, in context: ActionContext) throws -> Effect {
        let (leaving, successor) = (try context.user(leaving), try context.user(successor))
        return try .changingOwners(of: state) { owners throws(OwnerRuleError) in
            _ = owners.handOver(from: leaving, to: successor, at: context.now)
        }
    }
}
