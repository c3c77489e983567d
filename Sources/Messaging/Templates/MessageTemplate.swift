/// The number of a template.
package struct TemplateID: Hashable, Sendable, Codable {
    package let number: Int64

    package init(_ number: Int64) {
        self.number = number
    }
}

/// What a message says, before it is put together for somebody.
package struct MessageTemplate: Hashable, Sendable {
    package let id: TemplateID
    package let channel: MessageChannel
    package let name: String
    package let content: TemplateContent
    /// The account that it is sent from; nothing means the default one of its channel.
    package let account: AccountID?
    /// Counts the changes.
    package let revision: Int64
    /// Times in milliseconds since 1970-01-01T00:00:00Z.
    package let createdAt: Int64
    package let modifiedAt: Int64
}
