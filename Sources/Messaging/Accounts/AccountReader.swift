import Foundation
package import Storage

/// Reads accounts inside one transaction.
package struct AccountReader {
    private let connection: any Connection

    package init(_ connection: any Connection) {
        self.connection = connection
    }

    /// Every account, by channel and name.
    ///
    /// - Throws: `StorageError`.
    package func all() throws -> [MessageAccount] {
        try connection.rows("\(Self.select) ORDER BY channel, name_key") { try Self.account($0) }
    }

    /// - Throws: `StorageError`.
    package func account(_ id: AccountID) throws -> MessageAccount? {
        try connection.firstRow("\(Self.select) WHERE id = \(id.number)") { try Self.account($0) }
    }

    private static let select: SQL = """
        SELECT id, name, settings, per_minute, is_default, problem FROM message_account
        """

    private static func account(_ row: any Row) throws -> MessageAccount {
        guard let settings = try? JSONDecoder().decode(AccountSettings.self, from: Data(row.text(2).utf8)) else {
            throw StorageError(.corrupt, "the account \(row.integer(0)) cannot be read")
        }
        return MessageAccount(
            id: AccountID(row.integer(0)),
            name: row.text(1),
            settings: settings,
            perMinute: row.optionalInteger(3),
            isDefault: row.flag(4),
            problem: row.optionalText(5)
        )
    }
}
