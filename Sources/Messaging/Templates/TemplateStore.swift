package import Contacts
import Foundation
package import Storage

/// Makes and changes templates.
///
/// Names are unique in a channel, without regard to case.
package struct TemplateStore: Sendable {
    private static let longestName = 255
    private let database: any Database
    private let time: TimeSource

    package init(_ database: any Database, time: TimeSource) {
        self.database = database
        self.time = time
    }

    /// Makes a template.
    ///
    /// - Throws: `TemplateError`, `StorageError`.
    @discardableResult
    package func create(
        _ name: String,
        _ channel: MessageChannel,
        _ content: TemplateContent,
        account: AccountID? = nil
    ) async throws -> MessageTemplate {
        let now = time.now
        return try await database.write { try Self.make(name, channel, content, account: account, at: now, $0) }
    }

    /// Makes a template in a transaction that does more.
    ///
    /// - Throws: `TemplateError`, `StorageError`.
    package static func make(
        _ name: String,
        _ channel: MessageChannel,
        _ content: TemplateContent,
        account: AccountID?,
        at now: Int64,
        _ connection: any Connection
    ) throws -> MessageTemplate {
        let name = try checked(name)
        let content = try content.checked(for: channel)
        try checkFree(name, channel, except: nil, connection)
        let id = try connection.advance(counter: "message-template")
        try connection.execute(
            """
            INSERT INTO message_template
                (id, channel, name, name_key, content, account_id, revision, created_at, modified_at)
            VALUES (\(id), \(channel.rawValue), \(name), \(name.folded), \(try json(content)),
                \(account?.number), 1, \(now), \(now))
            """
        )
        return try existing(TemplateID(id), connection)
    }

    /// Changes a template; what waits to be sent is sent as it says then.
    ///
    /// - Parameters:
    ///   - id: The template.
    ///   - name: Its name from now on.
    ///   - content: What it says from now on.
    ///   - account: Which account sends it; nothing means the default one.
    ///   - revision: The state that was changed; nothing overwrites whatever is there.
    ///   - check: Is told the template before and after, and throws where what sends it would break.
    /// - Returns: The template as it is now.
    /// - Throws: `TemplateError`, `StorageError`.
    @discardableResult
    package func change(
        _ id: TemplateID,
        name: String,
        _ content: TemplateContent,
        account: AccountID?,
        revision: Int64? = nil,
        check: @escaping @Sendable (_ before: MessageTemplate, _ after: MessageTemplate, any Connection) throws -> Void
    ) async throws -> MessageTemplate {
        let name = try Self.checked(name)
        let now = time.now
        return try await database.write { connection in
            let present = try Self.existing(id, connection)
            guard revision ?? present.revision == present.revision else { throw TemplateError.changedMeanwhile }
            let content = try content.checked(for: present.channel)
            try Self.checkFree(name, present.channel, except: id, connection)
            try connection.execute(
                """
                UPDATE message_template SET name = \(name), name_key = \(name.folded),
                    content = \(try Self.json(content)), account_id = \(account?.number),
                    revision = revision + 1, modified_at = \(now)
                WHERE id = \(id.number)
                """
            )
            let changed = try Self.existing(id, connection)
            try check(present, changed, connection)
            return changed
        }
    }

    /// Deletes a template; what waits to be sent with it fails then, with the reason.
    ///
    /// - Parameters:
    ///   - id: The template.
    ///   - use: Says what uses it; such a template stays.
    /// - Throws: `TemplateError`, `StorageError`.
    package func delete(
        _ id: TemplateID,
        unless use: @escaping @Sendable (MessageTemplate, any Connection) throws -> String?
    ) async throws {
        try await database.write { connection in
            let template = try Self.existing(id, connection)
            if let user = try use(template, connection) { throw TemplateError.inUse(template.name, by: user) }
            try connection.execute("DELETE FROM message_template WHERE id = \(id.number)")
        }
    }

    private static func existing(_ id: TemplateID, _ connection: any Connection) throws -> MessageTemplate {
        guard let template = try TemplateReader(connection).template(id) else {
            throw TemplateError.unknown("number \(id.number)")
        }
        return template
    }

    private static func checkFree(
        _ name: String,
        _ channel: MessageChannel,
        except id: TemplateID?,
        _ connection: any Connection
    ) throws {
        let other = try TemplateReader(connection).template(channel, named: name)
        if let other, other.id != id { throw TemplateError.nameTaken(other.name) }
    }

    private static func checked(_ name: String) throws(TemplateError) -> String {
        guard let tidy = try? name.line() else { throw .nameTooLong(limit: longestName) }
        guard !tidy.isEmpty else { throw .emptyName }
        guard tidy.count <= longestName else { throw .nameTooLong(limit: longestName) }
        return tidy
    }

    private static func json(_ content: TemplateContent) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(content), as: UTF8.self)
    }
}
