import Contacts
import Storage

/// How far a sign-in has come.
package enum SignInStep: Sendable {
    case signedIn(SignedIn)
    /// The password was right, and the code of the second factor is to follow.
    case codeNeeded(PendingSignIn)
}

/// A user who has just signed in.
package struct SignedIn: Sendable {
    package let token: SessionToken
    package let user: User
    /// What the browser keeps to be known again.
    package let browser: BrowserToken
    /// How many recovery codes are left, if one was used.
    package let recoveryCodesLeft: Int?
}

/// A sign-in that waits for the code of the second factor; its state is kept in the database.
package struct PendingSignIn: Sendable {
    /// How long it waits, in milliseconds: ten minutes.
    package static let lifetime: Int64 = 10 * 60_000
    package let token: String
    package let user: User
}

/// Reads and writes sign-ins that wait for a code, inside one transaction.
struct PendingRows {
    private let connection: any Connection

    init(_ connection: any Connection) {
        self.connection = connection
    }

    func add(_ token: String, of user: UserID, at now: Int64) throws {
        try connection.execute("DELETE FROM pending_sign_in WHERE expires_at <= \(now)")
        try connection.execute(
            """
            INSERT INTO pending_sign_in (token_hash, user_id, expires_at)
            VALUES (\(Secret.hash(token)), \(user.number), \(now + PendingSignIn.lifetime))
            """
        )
    }

    /// Whose sign-in it is; `nil` when it is unknown or has expired, or the user is disabled.
    func user(of token: String, at now: Int64) throws -> User? {
        let id = try connection.firstRow(
            "SELECT user_id FROM pending_sign_in WHERE token_hash = \(Secret.hash(token)) AND expires_at > \(now)"
        ) { UserID($0.integer(0)) }
        guard let user = try id.flatMap(UserDirectory(connection).user), user.isActive else { return nil }
        return user
    }

    /// - Returns: Whether it was still there; of two who end it at once only one is told so.
    func end(_ token: String) throws -> Bool {
        try connection.execute("DELETE FROM pending_sign_in WHERE token_hash = \(Secret.hash(token))") == 1
    }

    func endAll(of user: UserID) throws {
        try connection.execute("DELETE FROM pending_sign_in WHERE user_id = \(user.number)")
    }
}
