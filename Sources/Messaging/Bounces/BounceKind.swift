/// What a report says of a contact.
package enum BounceKind: Int64, Sendable, Hashable, CaseIterable {
    /// There is no such mailbox.
    case hard = 1
    /// Something else kept a message from its recipient for good.
    case soft = 2
    /// The person does not want such messages.
    case complaint = 3
}

/// How the mail to a contact's present address came back.
package struct BounceSummary: Sendable, Hashable {
    /// Soft bounces since the address was marked or unmarked the last time.
    package let soft: Int
    /// What the latest report said, in the words of the mail server.
    package let lastWords: String
    /// When it came, in milliseconds.
    package let lastAt: Int64
}
