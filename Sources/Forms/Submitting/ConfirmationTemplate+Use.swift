import Contacts
package import Messaging
package import Storage

/// What the people who change templates may not take from forms.
extension ConfirmationTemplate {
    /// The active form that sends a template, in words; nothing where none does.
    ///
    /// - Throws: `StorageError`.
    package static func user(of template: MessageTemplate, _ connection: any Connection) throws -> String? {
        guard template.channel == .email else { return nil }
        let reader = TemplateReader(connection)
        return try FormReader(connection).all().first { form in
            guard form.state == .active else { return false }
            if let name = form.definition.template {
                if name.nameKey == template.name.nameKey { return true }
                // A form whose template is gone sends the program's own.
                if try reader.template(.email, named: name) != nil { return false }
            }
            return template.name.nameKey == standardName.nameKey
        }.map { "the form \($0.name)" }
    }

    /// Refuses a change of a template by which forms would break.
    ///
    /// - Parameters:
    ///   - before: The template as it was.
    ///   - after: The template as it is in this transaction.
    ///   - connection: The transaction.
    /// - Throws: `TemplateError`, `StorageError`.
    package static func check(
        _ before: MessageTemplate,
        _ after: MessageTemplate,
        _ connection: any Connection
    ) throws {
        guard after.channel == .email else { return }
        // A form that is changed meanwhile is looked at afterwards, and looks at this template afterwards.
        try connection.lock(LockKey.forms)
        // The name that it had is free by now, so that the forms are asked with the template as it was.
        if before.name.nameKey != after.name.nameKey, let user = try user(of: before, connection) {
            throw TemplateError.sentByName(before.name, by: user)
        }
        guard let gap = after.content.bodies(without: .confirmation).first else { return }
        let isStandard = after.name.nameKey == standardName.nameKey
        guard
            let user = try user(of: after, connection)
                ?? (isStandard ? "every form without a template of its own" : nil)
        else { return }
        throw TemplateError.noLink(gap.body, language: gap.language, user: user)
    }

    /// What a new template of this name must begin with; nothing where it may say anything.
    ///
    /// - Throws: `StorageError`.
    package static func beginning(of name: String, _ connection: any Connection) throws -> TemplateContent? {
        if name.nameKey == standardName.nameKey { return standard }
        let isNamed = try FormReader(connection).all().contains {
            $0.state == .active && $0.definition.template?.nameKey == name.nameKey
        }
        return isNamed ? standard : nil
    }
}
