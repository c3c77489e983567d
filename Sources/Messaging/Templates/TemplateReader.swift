import Contacts
import Foundation
package import Storage

/// Reads templates inside one transaction.
package struct TemplateReader {
    private let connection: any Connection

    package init(_ connection: any Connection) {
        self.connection = connection
    }

    /// Every template of a channel, by name.
    ///
    /// - Throws: `StorageError`.
    package func all(_ channel: MessageChannel) throws -> [MessageTemplate] {
        try connection.rows("\(Self.select) WHERE channel = \(channel.rawValue) ORDER BY name_key") {
            try Self.template($0)
        }
    }

    /// - Throws: `StorageError`.
    package func template(_ id: TemplateID) throws -> MessageTemplate? {
        try connection.firstRow("\(Self.select) WHERE id = \(id.number)") { try Self.template($0) }
    }

    /// The template of a name, without regard to case.
    ///
    /// - Throws: `StorageError`.
    package func template(_ channel: MessageChannel, named name: String) throws -> MessageTemplate? {
        // No name holds a zero character, and no database takes one.
        guard !name.utf8.contains(0) else { return nil }
        return try connection.firstRow(
            "\(Self.select) WHERE channel = \(channel.rawValue) AND name_key = \(name.nameKey)"
        ) { try Self.template($0) }
    }

    private static let select: SQL = """
        SELECT id, channel, name, content, account_id, revision, created_at, modified_at FROM message_template
        """

    private static func template(_ row: any Row) throws -> MessageTemplate {
        guard let channel = MessageChannel(rawValue: row.text(1)),
            let content = try? JSONDecoder().decode(TemplateContent.self, from: Data(row.text(3).utf8))
        else { throw StorageError(.corrupt, "the template \(row.integer(0)) cannot be read") }
        return MessageTemplate(
            id: TemplateID(row.integer(0)),
            channel: channel,
            name: row.text(2),
            content: content,
            account: row.optionalInteger(4).map(AccountID.init),
            revision: row.integer(5),
            createdAt: row.integer(6),
            modifiedAt: row.integer(7)
        )
    }
}
