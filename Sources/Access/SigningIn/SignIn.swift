package import Contacts
package import Storage

/// Lets users sign in with e-mail address and password, and knows who is signed in.
package struct SignInDesk: Sendable {
    /// How exactly the database knows when a session was last used, in milliseconds: each use would otherwise write.
    private static let seenInterval: Int64 = 60_000
    let database: any Database
    let time: TimeSource
    let hasher: PasswordHasher

    package init(_ database: any Database, time: TimeSource, cost: PasswordCost = .standard) {
        self.database = database
        self.time = time
        hasher = PasswordHasher(cost: cost)
    }

    /// Checks a password and signs the user in, with a token that was never used before.
    ///
    /// - Parameters:
    ///   - email: What was given as the e-mail address.
    ///   - password: What was given as the password.
    ///   - place: From where.
    /// - Returns: The new session; or what waits for the code, where the user has a second factor.
    /// - Throws: `SignInError`; the same one, after the same work, whatever is wrong.
    package func signIn(email: String, password: String, from place: SignInPlace) async throws -> SignInStep {
        let now = time.now
        let (kept, attempt, lastFailures) = try await database.write { connection in
            let user = try UserDirectory(connection).user(email: email)
            let acquaintance = try KnownPlaces(connection).acquaintance(of: user?.id, at: place, now: now)
            let attempt = ThrottledTry(.password, of: email, from: place, acquaintance)
            let lastFailures = try Throttle(connection).begin(attempt.all, at: now)
            return (try user.map { try KeptPassword(of: $0.id, connection) }, attempt, lastFailures)
        }
        let check = try await hasher.check(password, against: kept?.text)
        guard let kept, case .right(let replacement) = check else { throw SignInError.refused }
        return try await database.write { connection in
            try Throttle(connection).settle(attempt, begunAt: now, lastFailures: lastFailures)
            let rows = UserRows(connection)
            let user = try rows.existing(kept.user)
            // Disabled, or given another password, while this one was checked: that must win.
            guard try kept.isStillValid(connection, at: user.hasSecondFactor ? nil : now) else {
                throw SignInError.refused
            }
            if let replacement { try rows.set(replacement, of: kept.user) }
            guard user.hasSecondFactor else {
                return .signedIn(try Self.begin(user.id, at: place, now: now, connection))
            }
            let pending = PendingSignIn(token: Secret.make(), user: user)
            try PendingRows(connection).add(pending.token, of: user.id, at: now)
            return .codeNeeded(pending)
        }
    }

    /// Begins a session, and forgets what has run out.
    static func begin(
        _ user: UserID,
        at place: SignInPlace,
        now: Int64,
        recoveryCodesLeft: Int? = nil,
        _ connection: any Connection
    ) throws -> SignedIn {
        let token = SessionToken.make()
        // Several users of one browser share its token, which opens nothing by itself.
        let browser = place.browser.flatMap { $0.isWellFormed ? $0 : nil } ?? BrowserToken.make()
        let sessions = SessionRows(connection)
        if let old = place.session { try sessions.end(old) }
        try sessions.tidy(at: now)
        try LinkRows(connection).tidy(at: now)
        try Throttle(connection).tidy(at: now)
        try KnownPlaces(connection).note(browser, at: place.address, of: user, now: now)
        try sessions.add(token, of: user, address: place.address, agent: place.agent, at: now)
        let user = try UserRows(connection).existing(user)
        return SignedIn(token: token, user: user, browser: browser, recoveryCodesLeft: recoveryCodesLeft)
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
}
