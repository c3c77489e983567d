package import Contacts
package import Storage

/// Adds, changes and disables users; they are never deleted.
package struct UserStore: Sendable {
    private let database: any Database
    private let time: TimeSource

    package init(_ database: any Database, time: TimeSource) {
        self.database = database
        self.time = time
    }

    /// Every user, by e-mail address.
    package func all() async throws -> [User] {
        try await database.read { try UserDirectory($0).all() }
    }

    package func user(_ id: UserID) async throws -> User? {
        try await database.read { try UserDirectory($0).user(id) }
    }

    /// The user with this e-mail address, without regard to case.
    package func user(email: String) async throws -> User? {
        try await database.read { try UserDirectory($0).user(email: email) }
    }

    /// Whether anybody could sign in as an administrator.
    package func hasAdministrator() async throws -> Bool {
        try await database.read { try UserDirectory($0).hasAdministrator() }
    }

    /// Adds a user without a password, who needs a one-time link to choose one.
    ///
    /// The first administrator becomes the owner of contacts that are made without one.
    ///
    /// - Parameters:
    ///   - email: The address to sign in with, which stays for good.
    ///   - name: What the user is called; empty means the address before the `@`.
    ///   - role: What the user may do.
    /// - Returns: The new user.
    /// - Throws: `UserError` when the address is unfit or taken, or the name is unfit.
    package func add(email: String, name: String, role: Role) async throws -> User {
        let draft = try UserDraft(email: email, name: name, role: role)
        return try await write { connection, rows, now in
            let user = try rows.add(draft, password: nil, at: now)
            // Whoever holds a link for the first administrator comes too late now.
            if role == .administrator { try LinkRows(connection).endFirstAdministrator() }
            return user
        }
    }

    /// Gives a user another name or role; what is not given stays.
    ///
    /// - Throws: `UserError`, as when the only administrator would lose the role.
    package func change(_ id: UserID, name: String?, role: Role?) async throws -> User {
        try await write { connection, rows, _ in
            let user = try rows.existing(id)
            if let role, role != .administrator { try rows.checkAnotherAdministrator(than: user) }
            try rows.change(
                id,
                name: try name.map { name throws(UserError) in try UserDraft.name(name, of: user.email) } ?? user.name,
                role: role ?? user.role
            )
            if let role, role != .administrator { try rows.dismiss(user) }
            if role == .administrator, user.isActive { try LinkRows(connection).endFirstAdministrator() }
            return try rows.existing(id)
        }
    }

    /// Keeps a user from signing in, ends the user's sessions and makes unused links worthless.
    ///
    /// - Throws: `UserError.unknown`, or `UserError.lastAdministrator` for the only administrator.
    package func disable(_ id: UserID) async throws {
        try await write { connection, rows, _ in
            let user = try rows.existing(id)
            try rows.checkAnotherAdministrator(than: user)
            // First, as it holds the row of the user: a sign-in under way ends before or finds the user disabled.
            try rows.set(active: false, id)
            try rows.dismiss(user)
            try SessionRows(connection).endAll(of: id)
            try LinkRows(connection).endAll(of: id)
        }
    }

    /// Lets a disabled user sign in again, with the password of before.
    ///
    /// - Throws: `UserError.unknown`.
    package func enable(_ id: UserID) async throws {
        try await write { connection, rows, _ in
            let user = try rows.existing(id)
            try rows.set(active: true, id)
            try rows.appoint(try rows.existing(id))
            if user.role == .administrator { try LinkRows(connection).endFirstAdministrator() }
        }
    }

    private func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection, UserRows, Int64) throws -> Value
    ) async throws -> Value {
        let now = time.now
        return try await database.write { connection in
            let rows = UserRows(connection)
            try rows.lock()
            return try body(connection, rows, now)
        }
    }
}
