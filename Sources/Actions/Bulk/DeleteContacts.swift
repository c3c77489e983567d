package import Contacts

/// Action P: deletes contacts with all their data, for good.
package struct DeleteContacts: Action {
    package init() {}

    package func effect(on state: WorkingState, in context: ActionContext) throws -> Effect {
        try .setting(.existence, to: .none, on: state)
    }
}
