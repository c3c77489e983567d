import Automations
import Contacts
import Forms
import Messaging
import Storage

/// What stops working without a template.
enum TemplateUse {
    /// Says what sends a template; nothing where nothing does.
    ///
    /// - Throws: `StorageError`.
    static func of(_ template: MessageTemplate, in connection: any Connection) throws -> String? {
        try AutomationReader(connection).all().first { automation in
            try SentTemplates.names(of: automation.id, template.channel, in: connection)
                .contains { $0.trimmed.composed.folded == template.name.folded }
        }.map { "the \($0.kind.label) \($0.name)" } ?? ConfirmationTemplate.user(of: template, connection)
    }
}
