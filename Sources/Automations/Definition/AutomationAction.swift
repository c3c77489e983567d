package import Actions
package import Messaging

/// What a node of a rule or workflow can do: most of the bulk actions, and what only automation does.
package enum AutomationAction: Sendable, Hashable {
    /// A bulk action, as a plan names it.
    case planned(PlannedAction)
    /// Opts in to e-mail, with the automation as the recorded source of the consent.
    case optIn
    /// Adds to the score; a negative number takes away.
    case addScore(Int64)
    /// Calls another program once for each contact.
    case webhook(Webhook)
    /// Puts a message for each contact into the outbox.
    case send(MessageStep)
}

/// A message that an automation sends.
package struct MessageStep: Sendable, Hashable {
    package let channel: MessageChannel
    /// The name of the template.
    package let template: String
    /// The language; nothing means that of the contact.
    package let language: String?

    package init(_ channel: MessageChannel, template: String, language: String? = nil) {
        self.channel = channel
        self.template = template
        self.language = language
    }
}

/// Another program that is told of contacts.
package struct Webhook: Sendable, Hashable {
    /// Where to post to: `https://…` or `http://…`.
    package let url: String

    package init(url: String) {
        self.url = url
    }
}
