package import Contacts
import Foundation
package import Storage

/// Makes and changes accounts.
///
/// The first account of a channel is its default one. The settings, with the password, are stored encrypted.
package struct AccountStore: Sendable {
    static let rates: ClosedRange<Int64> = 1...1_000_000
    private let database: any Database
    private let time: TimeSource
    private let messageFolder: MessageFolder?

    /// Makes a store.
    ///
    /// - Parameters:
    ///   - database: Where the accounts are.
    ///   - time: The present time.
    ///   - messageFolder: Below what accounts may write files; `nil` refuses such accounts.
    package init(_ database: any Database, time: TimeSource, messageFolder: MessageFolder? = nil) {
        self.database = database
        self.time = time
        self.messageFolder = messageFolder
    }

    /// Every account, by channel and name.
    ///
    /// - Throws: `StorageError`.
    package func all() async throws -> [MessageAccount] {
        try await database.read { try AccountReader($0).all() }
    }

    /// Makes an account.
    ///
    /// - Throws: `AccountError`, `StorageError`.
    @discardableResult
    package func create(
        _ name: String,
        _ settings: AccountSettings,
        perMinute: Int64? = nil
    ) async throws -> MessageAccount {
        let name = try checked(name, settings, perMinute)
        let now = time.now
        return try await database.write { connection in
            try Self.checkFree(name, except: nil, connection)
            let channel = settings.channel
            let isFirst = try AccountReader(connection).all().allSatisfy { $0.settings.channel != channel }
            let id = try connection.advance(counter: "message-account")
            let sealed = try connection.seal(try Self.json(settings), as: .accountSettings, row: id)
            try connection.execute(
                """
                INSERT INTO message_account (id, channel, name, name_key, settings, per_minute, is_default, created_at)
                VALUES (\(id), \(channel.rawValue), \(name), \(name.folded), \(sealed), \(perMinute),
                    \(isFirst ? 1 : 0), \(now))
                """
            )
            return try Self.existing(AccountID(id), connection)
        }
    }

    /// Changes an account; messages that wait leave by the new settings.
    ///
    /// - Throws: `AccountError`, `StorageError`.
    @discardableResult
    package func change(
        _ id: AccountID,
        name: String,
        _ settings: AccountSettings,
        perMinute: Int64?
    ) async throws -> MessageAccount {
        let name = try checked(name, settings, perMinute)
        return try await database.write { connection in
            let present = try Self.existing(id, connection)
            guard present.settings.channel == settings.channel else { throw AccountError.unknown(present.name) }
            try Self.checkFree(name, except: id, connection)
            let sealed = try connection.seal(try Self.json(settings), as: .accountSettings, row: id.number)
            // Whatever was wrong may be mended now.
            try connection.execute(
                """
                UPDATE message_account SET name = \(name), name_key = \(name.folded),
                    settings = \(sealed), per_minute = \(perMinute), free_at = 0, problem = NULL
                WHERE id = \(id.number)
                """
            )
            return try Self.existing(id, connection)
        }
    }

    /// Makes an account the one that its channel uses where a template names none.
    ///
    /// - Throws: `AccountError.unknown`, `StorageError`.
    package func makeDefault(_ id: AccountID) async throws {
        try await database.write { connection in
            let account = try Self.existing(id, connection)
            try connection.execute(
                """
                UPDATE message_account SET is_default = CASE WHEN id = \(id.number) THEN 1 ELSE 0 END
                WHERE channel = \(account.settings.channel.rawValue)
                """
            )
        }
    }

    /// Deletes an account that no template names; another one of its channel becomes the default one.
    ///
    /// - Throws: `AccountError`, `StorageError`.
    package func delete(_ id: AccountID) async throws {
        try await database.write { connection in
            let account = try Self.existing(id, connection)
            let templates =
                try connection.firstRow(
                    "SELECT COUNT(*) FROM message_template WHERE account_id = \(id.number)"
                ) { Int($0.integer(0)) } ?? 0
            guard templates == 0 else { throw AccountError.inUse(account.name, templates: templates) }
            try connection.execute("DELETE FROM message_account WHERE id = \(id.number)")
            let channel = account.settings.channel
            let left = try AccountReader(connection).all().filter { $0.settings.channel == channel }
            if let first = left.first, left.allSatisfy({ !$0.isDefault }) {
                try connection.execute("UPDATE message_account SET is_default = 1 WHERE id = \(first.id.number)")
            }
        }
    }

    private static func existing(_ id: AccountID, _ connection: any Connection) throws -> MessageAccount {
        guard let account = try AccountReader(connection).account(id) else {
            throw AccountError.unknown("number \(id.number)")
        }
        return account
    }

    private static func checkFree(_ name: String, except id: AccountID?, _ connection: any Connection) throws {
        let other = try connection.firstRow(
            "SELECT id, name FROM message_account WHERE name_key = \(name.folded)"
        ) { (id: $0.integer(0), name: $0.text(1)) }
        if let other, other.id != id?.number { throw AccountError.nameTaken(other.name) }
    }

    private func checked(
        _ name: String,
        _ settings: AccountSettings,
        _ perMinute: Int64?
    ) throws(AccountError) -> String {
        guard let tidy = try? name.line(), (1...255).contains(tidy.count) else { throw .emptyName }
        try settings.check(messageFolder)
        if let perMinute { guard Self.rates.contains(perMinute) else { throw .perMinute(Self.rates) } }
        return tidy
    }

    private static func json(_ settings: AccountSettings) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(settings), as: UTF8.self)
    }
}
