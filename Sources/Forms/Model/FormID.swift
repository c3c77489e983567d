/// The number of a form; it is never given to another one.
package struct FormID: Hashable, Sendable {
    package let number: Int64

    package init(_ number: Int64) {
        self.number = number
    }
}

/// Whether people can sign up with a form.
package enum FormState: Int64, Sendable, CaseIterable {
    /// It is being built, or takes a rest.
    case inactive = 0
    case active = 1
    /// Out of the way, but kept: its versions prove what people agreed to.
    case archived = 2

    /// What people and files call it.
    package var word: String {
        switch self {
        case .inactive: "inactive"
        case .active: "active"
        case .archived: "archived"
        }
    }
}
