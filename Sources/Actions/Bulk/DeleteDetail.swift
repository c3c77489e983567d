package import Contacts

/// Action E, the other box: takes one standard detail away.
package struct DeleteDetail: Action {
    package let name: DetailName

    package init(_ name: DetailName) {
        self.name = name
    }

    package func effect(on state: WorkingState, in context: ActionContext) throws -> Effect {
        try .setting(.detail(name), to: .none, on: state)
    }
}
