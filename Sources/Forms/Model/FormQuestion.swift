package import Contacts

/// One thing that a form asks for.
package struct FormQuestion: Hashable, Sendable {
    /// The longest label, in characters.
    package static let maximumLabelLength = 255
    /// The fields that a form may ask for; the external id is not the person's own to say.
    package static let fields = ProfileField.allCases.filter { $0 != .email && $0 != .externalID }

    package enum Subject: Hashable, Sendable {
        /// The address, which every form asks for.
        case email
        case field(ProfileField)
        case detail(DetailName, Control)
    }

    /// How a standard detail is asked for.
    package enum Control: Hashable, Sendable {
        case text
        case choice([String])
        /// A box to tick, which sets the detail to `yes`.
        case tick
    }

    package var subject: Subject
    package var label: String
    package var isRequired: Bool

    package init(_ subject: Subject, label: String, isRequired: Bool = false) {
        self.subject = subject
        self.label = label
        self.isRequired = isRequired || subject == .email
    }

    /// The name under which the answer is sent; no two questions of a form share it.
    package var key: String {
        switch subject {
        case .email: "email"
        case .field(let field): field.word
        case .detail(let name, _): "detail-\(name.text)"
        }
    }

    /// The longest answer, in characters.
    package var maximumLength: Int {
        switch subject {
        case .email: EmailAddress.maximumLength
        case .field(let field): field.maximumLength
        case .detail: FormDefinition.maximumDetailLength
        }
    }
}
