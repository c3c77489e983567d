package import Contacts
package import Storage

/// Lets users add, renew and remove a second factor: codes of an authenticator app.
package struct SecondFactorService: Sendable {
    /// How long a seed can be confirmed after it was shown, in milliseconds: an hour.
    private static let offerLength: Int64 = 3_600_000
    private let database: any Database
    private let time: TimeSource
    private let desk: SignInDesk

    package init(_ database: any Database, time: TimeSource, cost: PasswordCost = .standard) {
        self.database = database
        self.time = time
        desk = SignInDesk(database, time: time, cost: cost)
    }

    /// The second factor of a user.
    ///
    /// - Returns: `nil` when the user has none.
    package func status(of user: UserID) async throws -> SecondFactorStatus? {
        try await database.read { connection in
            let rows = SecondFactorRows(connection)
            guard let since = try rows.factor(of: user)?.confirmedAt else { return nil }
            return SecondFactorStatus(since: since, codesLeft: try rows.codesLeft(of: user))
        }
    }

    /// Whether this user must add a second factor before anything else.
    package func isMissing(of user: User) async throws -> Bool {
        guard !user.hasSecondFactor else { return false }
        return try await database.read { try SecondFactorRule($0).roles.contains(user.role) }
    }

    /// The secret that the user puts into an app and confirms by a first code; the same one for an hour.
    ///
    /// - Throws: `SecondFactorError.exists` when the user has a second factor.
    package func offer(to user: UserID) async throws -> TOTPSecret {
        let now = time.now
        return try await database.write { connection in
            let rows = SecondFactorRows(connection)
            if let present = try rows.factor(of: user) {
                guard present.confirmedAt == nil else { throw SecondFactorError.exists }
                if now - present.createdAt < Self.offerLength { return present.secret }
            }
            try rows.offer(TOTPSecret.make(), to: user, at: now)
            // Another request may have come first.
            guard let factor = try rows.factor(of: user), factor.confirmedAt == nil else {
                throw SecondFactorError.exists
            }
            return factor.secret
        }
    }

    /// Adds the second factor whose secret was offered, and ends the user's other sessions.
    ///
    /// - Parameters:
    ///   - code: A first code of the app.
    ///   - password: The present password: a session that was left open must not lock its user out.
    ///   - user: Who is signed in.
    ///   - token: The session that goes on.
    /// - Returns: The recovery codes, which are not kept.
    /// - Throws: `SecondFactorError`; `SignInError` for the password.
    package func confirm(
        _ code: String,
        password: String,
        of user: UserID,
        keeping token: SessionToken?
    ) async throws -> [String] {
        try await desk.confirm(password, of: user)
        let now = time.now
        return try await database.write { connection in
            let rows = SecondFactorRows(connection)
            guard let factor = try rows.factor(of: user) else { throw SecondFactorError.wrongCode }
            guard factor.confirmedAt == nil else { throw SecondFactorError.exists }
            let typed = SignInDesk.plain(code)
            guard now - factor.createdAt < Self.offerLength,
                let step = factor.secret.step(of: typed, at: now, after: factor.lastStep),
                try rows.take(step: step, of: user, confirmingAt: now)
            else { throw SecondFactorError.wrongCode }
            try SessionRows(connection).endAll(of: user, except: token)
            return try rows.renewCodes(of: user)
        }
    }

    /// Replaces the recovery codes of a user who is signed in.
    ///
    /// - Throws: `SecondFactorError.missing`; `SignInError` for the password.
    package func renewRecoveryCodes(of user: UserID, password: String) async throws -> [String] {
        try await desk.confirm(password, of: user)
        return try await database.write { connection in
            let rows = SecondFactorRows(connection)
            guard try rows.factor(of: user)?.confirmedAt != nil else { throw SecondFactorError.missing }
            return try rows.renewCodes(of: user)
        }
    }

    /// Removes the second factor of a user who is signed in.
    ///
    /// - Throws: `SecondFactorError.missing`; `SignInError` for the password.
    package func remove(of user: UserID, password: String) async throws {
        try await desk.confirm(password, of: user)
        try await remove(of: user)
    }

    /// Removes the second factor of a user who has lost it, as an administrator does.
    ///
    /// - Throws: `SecondFactorError.missing`.
    package func remove(of user: UserID) async throws {
        try await database.write { connection in
            guard try SecondFactorRows(connection).remove(of: user) else { throw SecondFactorError.missing }
            try PendingRows(connection).endAll(of: user)
        }
    }

    /// Of which roles a second factor is required.
    package func rule() async throws -> SecondFactorRule {
        try await database.read { try SecondFactorRule($0) }
    }

    package func set(_ rule: SecondFactorRule) async throws {
        try await database.write { try rule.set(in: $0) }
    }
}

/// A second factor as pages show it.
package struct SecondFactorStatus: Sendable, Hashable {
    /// When it was added, in milliseconds since 1970-01-01T00:00:00Z.
    package let since: Int64
    /// How many recovery codes are left.
    package let codesLeft: Int
}

/// Why a second factor cannot be added or changed.
package enum SecondFactorError: ExplainedError, Equatable {
    case wrongCode
    case exists
    case missing

    /// The error in words, with what to do.
    package var message: String {
        switch self {
        case .wrongCode:
            "this is not the code that the app shows now: check the clock of the phone, wait for the next code and type that one"
        case .exists: "there is a second factor already: remove it first to use another app"
        case .missing: "there is no second factor: add one on the page of the account"
        }
    }
}
