/// A column whose texts are encrypted.
///
/// A new column goes into `all`: the encryption of clear text and the change of the key go through these.
package struct SecretColumn: Sendable, Hashable {
    let table: SQL.Name
    let column: SQL.Name
    /// The column that identifies the row.
    let rowName: SQL.Name
    /// `nil`: every row.
    let row: String?

    private init(_ table: SQL.Name, _ column: SQL.Name, rowName: SQL.Name, row: String? = nil) {
        self.table = table
        self.column = column
        self.rowName = rowName
        self.row = row
    }

    /// The settings of an account for messages, with its password.
    package static let accountSettings = SecretColumn("message_account", "settings", rowName: "id")
    /// The secret of a client of the API of SALESmanago.
    package static let clientSecret = SecretColumn("api_key", "client_secret", rowName: "id")
    /// The key that signs links; its row is `signing-key`.
    package static let signingKey = SecretColumn("setting", "value", rowName: "name", row: "signing-key")

    /// The seed of the codes of a second factor; its row is the number of the user.
    package static let secondFactorSeed = SecretColumn("second_factor", "seed", rowName: "user_id")

    /// The keys of providers that notify of bounces; its row is `bounce-hook-keys`.
    package static let providerKeys = SecretColumn("setting", "value", rowName: "name", row: "bounce-hook-keys")

    /// Every such column.
    package static let all: [SecretColumn] = [
        .accountSettings, .clientSecret, .signingKey, .secondFactorSeed, .providerKeys,
    ]

    /// What the column is called.
    package var name: String { "\(table.text).\(column.text)" + (row.map { " (\($0))" } ?? "") }

    /// The rows of the column that hold a text.
    var isPresent: SQL {
        guard let row else { return "\(column) IS NOT NULL" }
        return "\(rowName) = \(row)"
    }
}
