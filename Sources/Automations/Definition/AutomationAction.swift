package import Actions

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
}

/// Another program that is told of contacts.
package struct Webhook: Sendable, Hashable {
    /// Where to post to: `https://…` or `http://…`.
    package let url: String

    package init(url: String) {
        self.url = url
    }
}
