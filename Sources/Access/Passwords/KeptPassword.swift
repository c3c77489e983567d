import Contacts
import Storage

/// What the database keeps of a user's password at one moment.
struct KeptPassword: Sendable {
    let user: UserID
    /// Nothing until the user has chosen one.
    let text: String?

    init(of user: UserID, _ connection: any Connection) throws {
        self.user = user
        let rows = try connection.rows("SELECT password FROM user_account WHERE id = \(user.number)") {
            $0.optionalText(0)
        }
        text = rows.first ?? nil
    }

    /// Whether an active user still has this password; holds the user's row until the transaction ends.
    ///
    /// - Parameters:
    ///   - connection: The transaction.
    ///   - signIn: The time to remember as the user's last sign-in, if it is one.
    /// - Returns: Whether it is so.
    /// - Throws: `StorageError`.
    func isStillValid(_ connection: any Connection, at signIn: Int64?) throws -> Bool {
        guard let text else { return false }
        return try connection.execute(
            """
            UPDATE user_account SET last_sign_in_at = COALESCE(\(signIn), last_sign_in_at)
            WHERE id = \(user.number) AND active = 1 AND password = \(text)
            """
        ) == 1
    }
}
