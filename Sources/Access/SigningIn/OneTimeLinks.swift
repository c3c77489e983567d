package import Contacts
package import Storage

/// Makes and honours links that work once, for 24 hours: to create the first administrator, or to choose a password.
///
/// The database keeps hashes of the tokens only.
package struct OneTimeLinks: Sendable {
    /// How long a link works, in milliseconds.
    package static let lifetime: Int64 = 86_400_000
    private let database: any Database
    private let time: TimeSource
    private let hasher: PasswordHasher

    package init(_ database: any Database, time: TimeSource, cost: PasswordCost = .standard) {
        self.database = database
        self.time = time
        hasher = PasswordHasher(cost: cost)
    }

    /// A token to create the first administrator with; nothing when there is an active administrator.
    ///
    /// Earlier ones stay valid, as several servers may start together, until one of them is used.
    package func forFirstAdministrator() async throws -> String? {
        let token = Secret.make()
        let now = time.now
        return try await database.write { connection -> String? in
            try UserRows(connection).lock()
            guard try !UserDirectory(connection).hasAdministrator() else { return nil }
            let links = LinkRows(connection)
            try links.tidy(at: now)
            try links.add(token, for: nil, at: now, until: now + Self.lifetime)
            return token
        }
    }

    /// A token with which the user chooses a password.
    ///
    /// - Parameters:
    ///   - user: The user.
    ///   - replacesOthers: Whether it replaces the user's earlier ones. One that a stranger may have asked for must not.
    /// - Returns: The token.
    /// - Throws: `UserError` when there is no such user, or the user is disabled.
    package func forPassword(of user: UserID, replacingOthers replacesOthers: Bool = true) async throws -> String {
        let token = Secret.make()
        let now = time.now
        try await database.write { connection in
            let rows = UserRows(connection)
            try rows.lock()
            let user = try rows.existing(user)
            guard user.isActive else { throw UserError.disabled(user.email) }
            let links = LinkRows(connection)
            try links.tidy(at: now)
            if replacesOthers { try links.endAll(of: user.id) }
            try links.add(token, for: user.id, at: now, until: now + Self.lifetime)
        }
        return token
    }

    /// What a token is good for; nothing when it is unknown, used or too old.
    package func purpose(of token: String) async throws -> LinkPurpose? {
        let now = time.now
        return try await database.read { try Self.purpose(of: token, at: now, $0) }
    }

    /// Creates the first administrator, with a password, and ends all links to do so.
    ///
    /// - Parameters:
    ///   - token: The token of a link, which is used up.
    ///   - email: The address to sign in with.
    ///   - name: What the administrator is called; empty means the address before the `@`.
    ///   - password: The password.
    /// - Returns: The administrator, who becomes the owner of contacts without one.
    /// - Throws: `LinkError.invalid`, `UserError` or `PasswordError`; all but the first leave the link as it was.
    package func createAdministrator(
        token: String,
        email: String,
        name: String,
        password: String
    ) async throws -> User {
        // Before the password is hashed: strangers must not set the machine to work.
        guard try await purpose(of: token) == .firstAdministrator else { throw LinkError.invalid }
        let draft = try UserDraft(email: email, name: name, role: .administrator)
        try PasswordRules.check(password, of: try await owner(email: draft.email.text, name: draft.name))
        let hash = try await hasher.hash(password)
        let now = time.now
        return try await database.write { connection in
            let rows = UserRows(connection)
            try rows.lock()
            guard try Self.purpose(of: token, at: now, connection) == .firstAdministrator else {
                throw LinkError.invalid
            }
            let user = try rows.add(draft, password: hash, at: now)
            try LinkRows(connection).endFirstAdministrator()
            return user
        }
    }

    /// Gives the user of a link a password, ends the user's sessions and forgets failures to sign in.
    ///
    /// - Parameters:
    ///   - token: The token of a link, which is used up.
    ///   - password: The password from now on.
    /// - Returns: The user.
    /// - Throws: `LinkError.invalid` or `PasswordError`; the latter leaves the link as it was.
    package func setPassword(token: String, password: String) async throws -> User {
        guard case .password(let user) = try await purpose(of: token) else { throw LinkError.invalid }
        try PasswordRules.check(password, of: try await owner(email: user.email, name: user.name))
        let hash = try await hasher.hash(password)
        let now = time.now
        return try await database.write { connection in
            let rows = UserRows(connection)
            try rows.lock()
            guard case .password(let user) = try Self.purpose(of: token, at: now, connection) else {
                throw LinkError.invalid
            }
            try Throttle(connection).clearAccount(user.email)
            try rows.set(hash, of: user.id)
            try SessionRows(connection).endAll(of: user.id)
            try LinkRows(connection).endAll(of: user.id)
            return try rows.existing(user.id)
        }
    }

    private func owner(email: String, name: String) async throws -> PasswordOwner {
        try await database.read { try PasswordOwner(email: email, name: name, in: $0) }
    }

    private static func purpose(
        of token: String,
        at now: Int64,
        _ connection: any Connection
    ) throws -> LinkPurpose? {
        let users = UserDirectory(connection)
        switch try LinkRows(connection).target(of: token, at: now) {
        case .firstAdministrator:
            // Somebody may have become one by another way since.
            return try users.hasAdministrator() ? nil : .firstAdministrator
        case .user(let id):
            return try users.user(id).flatMap { $0.isActive ? .password($0) : nil }
        case nil:
            return nil
        }
    }
}
