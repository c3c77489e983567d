/// A form on which people sign up.
package struct SignUpForm: Sendable, Hashable {
    /// The longest name, in characters.
    package static let maximumNameLength = 255

    package let id: FormID
    /// What its public address has instead of the number.
    package let publicID: String
    package let name: String
    package let state: FormState
    /// The version that people see; it grows with each change.
    package let version: Int64
    package let definition: FormDefinition
    /// Times in milliseconds since 1970-01-01T00:00:00Z.
    package let createdAt: Int64
    package let modifiedAt: Int64
}

/// One version of a form, which never changes.
package struct FormVersion: Sendable, Hashable {
    package let version: Int64
    /// Who made it.
    package let author: String
    /// When, in milliseconds.
    package let createdAt: Int64
}
