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
        try connection.rows("\(Self.select) ORDER BY channel, name_key", Self.row).map(account)
    }

    /// - Throws: `StorageError`.
    package func account(_ id: AccountID) throws -> MessageAccount? {
        try connection.firstRow("\(Self.select) WHERE id = \(id.number)", Self.row).map(account)
    }

    /// Whether an account exists through which messages of a channel leave; reads no secret.
    ///
    /// - Throws: `StorageError`.
    func has(_ channel: MessageChannel) throws -> Bool {
        try connection.firstRow("SELECT 1 FROM message_account WHERE channel = \(channel.rawValue) LIMIT 1") {
            $0.integer(0)
        } != nil
    }

    private static let select: SQL = """
        SELECT id, name, settings, per_minute, is_default, problem FROM message_account
        """

    private struct StoredAccount {
        let id: Int64
        let name: String
        let settings: String
        let perMinute: Int64?
        let isDefault: Bool
        let problem: String?
    }

    private static func row(_ row: any Row) -> StoredAccount {
        StoredAccount(
            id: row.integer(0),
            name: row.text(1),
            settings: row.text(2),
            perMinute: row.optionalInteger(3),
            isDefault: row.flag(4),
            problem: row.optionalText(5)
        )
    }

    private func account(_ stored: StoredAccount) throws -> MessageAccount {
        let json = try connection.open(stored.settings, as: .accountSettings, row: stored.id)
        guard let settings = try? JSONDecoder().decode(AccountSettings.self, from: Data(json.utf8)) else {
            throw StorageError(.corrupt, "the account \(stored.id) cannot be read")
        }
        return MessageAccount(
            id: AccountID(stored.id),
            name: stored.name,
            settings: settings,
            perMinute: stored.perMinute,
            isDefault: stored.isDefault,
            problem: stored.problem
        )
    }
}
