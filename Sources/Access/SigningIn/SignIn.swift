package import Contacts
package import Storage

/// Lets users sign in with e-mail address and password, and knows who is signed in.
package struct SignInDesk: Sendable {
    /// How exactly the database knows when a session was last used, in milliseconds: each use would otherwise write.
    private static let seenInterval: Int64 = 60_000
    private let database: any Database
    private let time: TimeSource
    private let hasher: PasswordHasher

    package init(_ database: any Database, time: TimeSource, cost: PasswordCost = .standard) {
        self.database = database
        self.time = time
        hasher = PasswordHasher(cost: cost)
    }

    /// Signs somebody in, with a token that was never used before.
    ///
    /// - Parameters:
    ///   - email: What was given as the e-mail address.
    ///   - password: What was given as the password.
    ///   - address: The network address of the one who tries.
    ///   - agent: What the browser calls itself.
    ///   - old: The token that the browser held before; its session ends.
    /// - Returns: The token of the new session and the user.
    /// - Throws: `SignInError`; the same one, after the same work, whatever is wrong.
    package func signIn(
        email: String,
        password: String,
        from address: String,
        agent: String,
        replacing old: SessionToken?
    ) async throws -> (token: SessionToken, user: User) {
        let now = time.now
        let account = ThrottledSubject.account(email)
        let machine = ThrottledSubject.address(address)
        let (kept, lastFailures) = try await database.write { connection in
            let lastFailures = try Throttle(connection).begin([account, machine], at: now)
            let user = try UserDirectory(connection).user(email: email)
            return (try user.map { try KeptPassword(of: $0.id, connection) }, lastFailures)
        }
        let check = try await hasher.check(password, against: kept?.text)
        guard let kept, case .right(let replacement) = check else { throw SignInError.refused }
        let token = SessionToken.make()
        let user = try await database.write { connection in
            let throttle = Throttle(connection)
            try throttle.clear(account)
            try throttle.takeBack(machine, begunAt: now, lastFailure: lastFailures[machine] ?? now)
            // Disabled, or given another password, while this one was checked: that must win.
            guard try kept.isStillValid(connection, at: now) else { throw SignInError.refused }
            let rows = UserRows(connection)
            if let replacement { try rows.set(replacement, of: kept.user) }
            let sessions = SessionRows(connection)
            if let old { try sessions.end(old) }
            try sessions.tidy(at: now)
            try LinkRows(connection).tidy(at: now)
            try throttle.tidy(at: now)
            try sessions.add(token, of: kept.user, address: address, agent: agent, at: now)
            return try rows.existing(kept.user)
        }
        return (token, user)
    }

    /// Who holds this token, as the user is now.
    ///
    /// - Returns: Nothing when the session is unknown or has run out, or the user is disabled.
    /// - Throws: `StorageError`.
    package func user(of token: SessionToken) async throws -> User? {
        let now = time.now
        let found = try await database.read { connection -> (user: User, seenAt: Int64)? in
            guard let session = try SessionRows(connection).find(token, at: now),
                let user = try UserDirectory(connection).user(session.user), user.isActive
            else { return nil }
            return (user, session.seenAt)
        }
        guard let found else { return nil }
        if now - found.seenAt >= Self.seenInterval {
            try await database.write { try SessionRows($0).touch(token, at: now) }
        }
        return found.user
    }

    package func signOut(_ token: SessionToken) async throws {
        try await database.write { try SessionRows($0).end(token) }
    }

    /// Where the user is signed in, the last used first.
    package func sessions(of user: UserID) async throws -> [Session] {
        let now = time.now
        return try await database.read { try SessionRows($0).all(of: user, at: now) }
    }

    /// Ends one session, if it is the user's own.
    package func end(session id: String, of user: UserID) async throws {
        try await database.write { try SessionRows($0).end(id: id, of: user) }
    }

    /// Ends every session of the user but the one of the token.
    package func endSessions(of user: UserID, except token: SessionToken?) async throws {
        try await database.write { try SessionRows($0).endAll(of: user, except: token) }
    }

    /// Gives a user another password, and ends the user's other sessions and unused links.
    ///
    /// - Parameters:
    ///   - user: Who is signed in.
    ///   - old: What was given as the password until now; failures count as at signing in.
    ///   - new: The password from now on.
    ///   - token: The session that goes on.
    /// - Throws: `SignInError` for the old password, `PasswordError` for the new one.
    package func changePassword(
        of user: UserID,
        from old: String,
        to new: String,
        keeping token: SessionToken?
    ) async throws {
        let now = time.now
        guard let present = try await database.read({ try UserDirectory($0).user(user) }) else {
            throw SignInError.refused
        }
        try PasswordRules.check(new, email: present.email)
        let account = ThrottledSubject.account(present.email)
        let kept = try await database.write { connection in
            try Throttle(connection).begin([account], at: now)
            return try KeptPassword(of: user, connection)
        }
        guard case .right = try await hasher.check(old, against: kept.text) else { throw SignInError.refused }
        let hash = try await hasher.hash(new)
        try await database.write { connection in
            try Throttle(connection).clear(account)
            guard try kept.isStillValid(connection, at: nil) else { throw SignInError.refused }
            try UserRows(connection).set(hash, of: user)
            try SessionRows(connection).endAll(of: user, except: token)
            try LinkRows(connection).endAll(of: user)
        }
    }
}
