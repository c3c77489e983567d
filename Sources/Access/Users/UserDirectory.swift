package import Contacts
package import Storage

/// Reads users, inside one transaction.
package struct UserDirectory {
    private let connection: any Connection

    package init(_ connection: any Connection) {
        self.connection = connection
    }

    /// Every user, by e-mail address.
    package func all() throws -> [User] {
        try users("ORDER BY email_key")
    }

    package func user(_ id: UserID) throws -> User? {
        try users("WHERE id = \(id.number)").first
    }

    /// The user with this e-mail address, without regard to case.
    ///
    /// - Parameters:
    ///   - email: The address.
    ///   - held: Whether nobody may change the user until the transaction, which must be one that writes, ends.
    /// - Returns: The user, if there is one.
    /// - Throws: `StorageError`.
    package func user(email: String, held: Bool = false) throws -> User? {
        guard let key = try? EmailAddress(email).key else { return nil }
        // SQLite has one writer anyway.
        let lock: SQL = held && connection.dialect == .postgres ? " FOR SHARE" : ""
        return try users("WHERE email_key = \(key)\(lock)").first
    }

    /// The e-mail address of every user, by number.
    package func names() throws -> [UserID: String] {
        Dictionary(uniqueKeysWithValues: try all().map { ($0.id, $0.email) })
    }

    /// Whether anybody could sign in as an administrator.
    package func hasAdministrator() throws -> Bool {
        try !users("WHERE role = \(Role.administrator.rawValue) AND active = 1").isEmpty
    }

    /// Who acts for a user, as the user's role is now.
    ///
    /// - Throws: `AccessError` when there is no such user, or the user is disabled or lacks the permission.
    package func actor(_ id: UserID, needing permission: Permission) throws -> Actor {
        guard let user = try user(id) else { throw AccessError.unknownUser("\(id.number)") }
        return try user.actor(needing: permission)
    }

    private func users(_ suffix: SQL) throws -> [User] {
        try connection.rows(
            """
            SELECT id, email, name, role, active, CASE WHEN password IS NULL THEN 0 ELSE 1 END, created_at, last_sign_in_at,
                CASE WHEN EXISTS (
                    SELECT 1 FROM second_factor f WHERE f.user_id = user_account.id AND f.confirmed_at IS NOT NULL
                ) THEN 1 ELSE 0 END
            FROM user_account \(suffix)
            """
        ) { row in
            guard let role = Role(rawValue: row.text(3)) else {
                throw StorageError(.corrupt, "user \(row.integer(0)) has the unknown role \(row.text(3))")
            }
            return User(
                id: UserID(row.integer(0)),
                email: row.text(1),
                name: row.text(2),
                role: role,
                isActive: row.flag(4),
                hasPassword: row.flag(5),
                hasSecondFactor: row.flag(8),
                createdAt: row.integer(6),
                lastSignInAt: row.optionalInteger(7)
            )
        }
    }
}

/// Why somebody may not do something.
package enum AccessError: ExplainedError, Equatable {
    case unknownUser(String)
    case disabled(String)
    case forbidden(String, Permission)

    /// The error in words, with what to do.
    package var message: String {
        switch self {
        case .unknownUser(let name): "there is no user \(name): name one of those that \"kartoteka user list\" shows"
        case .disabled(let name): "the user \(name) is disabled: name another one, or enable this one"
        case .forbidden(let name, let permission): "\(name) may not \(permission.label): ask an administrator"
        }
    }
}
