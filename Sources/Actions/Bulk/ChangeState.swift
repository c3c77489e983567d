package import Contacts

/// Action H: changes the business relationship.
package struct ChangeState: Action {
    /// The states that a bulk action can give.
    package static let offered: [ContactState] = [.prospect, .customer, .partner]

    package let state: ContactState

    package init(_ state: ContactState) {
        self.state = state
    }

    package func effect(on state: WorkingState, in context: ActionContext) throws -> Effect {
        try .setting(.state, to: .integer(self.state.rawValue), on: state)
    }
}
