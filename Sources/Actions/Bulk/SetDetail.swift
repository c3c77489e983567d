package import Contacts

/// Action E: sets one standard detail, over a value that is there.
package struct SetDetail: Action {
    /// The longest value, in characters.
    package static let maximumLength = 1024

    package let name: DetailName
    package let value: String

    package init(_ name: DetailName, value: String) {
        self.name = name
        self.value = value
    }

    package func effect(on state: WorkingState, in context: ActionContext) throws -> Effect {
        try .setting(.detail(name), to: .text(value), on: state)
    }
}
