import Automations
import Contacts
import Forms
import Messaging
import Storage

/// What stops working without a template, or without the name by which it is sent.
struct TemplateUse: Sendable {
    /// Who asks; the names of other people's own rules and workflows are not told.
    let actor: Actor

    /// Says what sends a template, in the transaction that deletes it; nothing where nothing does.
    ///
    /// - Throws: `StorageError`.
    func user(of template: MessageTemplate, in connection: any Connection) throws -> String? {
        if let user = try automation(sending: template, in: connection) { return user }
        try connection.lock(LockKey.forms)
        return try ConfirmationTemplate.user(of: template, connection)
    }

    /// Refuses a change of a template by which what sends it would break.
    ///
    /// - Parameters:
    ///   - before: The template as it was.
    ///   - after: The template as it is in this transaction.
    ///   - connection: The transaction.
    /// - Throws: `TemplateError`, `StorageError`.
    func check(_ before: MessageTemplate, _ after: MessageTemplate, _ connection: any Connection) throws {
        if !before.isNamed(after.name), let user = try automation(sending: before, in: connection) {
            throw TemplateError.sentByName(before.name, by: user)
        }
        try ConfirmationTemplate.check(before, after, connection)
    }

    private func automation(sending template: MessageTemplate, in connection: any Connection) throws -> String? {
        // What is saved meanwhile is looked at afterwards.
        try connection.lock(LockKey.automations)
        let automation = try AutomationReader(connection).all().first { automation in
            try SentTemplates.names(of: automation.id, template.channel, in: connection)
                .contains(where: template.isNamed)
        }
        return automation.map {
            $0.isOpen(to: actor) ? "the \($0.kind.label) \($0.name)" : "a \($0.kind.label) of somebody else"
        }
    }
}

extension MessageTemplate {
    /// Whether something that sends a template by this name sends this one.
    fileprivate func isNamed(_ text: String) -> Bool {
        text.nameKey == name.folded
    }
}
