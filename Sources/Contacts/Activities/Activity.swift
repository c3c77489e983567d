/// What contacts do, as far as it is told or seen.
package enum ActivityKind: Int64, Sendable, Hashable, CaseIterable {
    /// Something that another program tells of, such as a purchase; its subject is the type.
    case externalEvent = 1
    /// A page that was looked at; its subject is the address.
    case visit = 2
    /// An e-mail that was opened; its subject is the e-mail's name.
    case emailOpened = 3
    /// A link in an e-mail that was followed; its subject is the address.
    case linkClicked = 4
    /// A form that was sent; its subject is the form's name.
    case formSubmitted = 5

    /// What people call it.
    package var label: String {
        switch self {
        case .externalEvent: "External event"
        case .visit: "Visit"
        case .emailOpened: "E-mail opened"
        case .linkClicked: "Link clicked"
        case .formSubmitted: "Form submitted"
        }
    }
}

/// An activity before it is written.
package struct ActivityDraft: Hashable, Sendable {
    /// The longest subject and the longest description, in characters.
    package static let maximumLength = 2048

    /// What it is about: a type, an address or a name, by the kind.
    package let subject: String
    /// When it happened, in milliseconds.
    package let at: Int64
    package let description: String?
    /// What it is worth, such as the sum of a purchase.
    package let value: Double?

    package init(subject: String, at: Int64, description: String? = nil, value: Double? = nil) {
        self.subject = subject
        self.at = at
        self.description = description
        self.value = value
    }
}

/// Something that a contact did.
package struct Activity: Hashable, Sendable {
    package let id: Int64
    package let kind: ActivityKind
    package let subject: String
    /// When it happened, in milliseconds.
    package let at: Int64
    package let description: String?
    package let value: Double?
}
