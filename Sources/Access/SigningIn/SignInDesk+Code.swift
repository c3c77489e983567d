import Contacts
import Storage

extension SignInDesk {
    /// The user whose sign-in waits for a code; `nil` when the token is unknown or too old.
    package func user(ofPending token: String) async throws -> User? {
        let now = time.now
        return try await database.read { try PendingRows($0).user(of: token, at: now) }
    }

    /// Ends a sign-in that waits for a code by a code of the app or a recovery code.
    ///
    /// - Parameters:
    ///   - code: What was typed.
    ///   - token: The token of the sign-in that waits.
    ///   - place: From where.
    /// - Returns: The new session.
    /// - Throws: `SignInError`: `expired` when the sign-in begins again with the password.
    package func signIn(code: String, pending token: String, from place: SignInPlace) async throws -> SignedIn {
        let now = time.now
        let typed = Self.plain(code)
        // A wrong code must count, so the transaction that counts it does not throw.
        let signedIn = try await database.write { connection -> SignedIn? in
            let pending = PendingRows(connection)
            guard let user = try pending.user(of: token, at: now), user.hasSecondFactor else {
                throw SignInError.expired
            }
            let acquaintance = try KnownPlaces(connection).acquaintance(of: user.id, at: place, now: now)
            let attempt = ThrottledTry(.code, of: user.email, from: place, acquaintance)
            let throttle = Throttle(connection)
            let lastFailures = try throttle.begin(attempt.all, at: now)
            let use = try Self.use(typed, of: user.id, at: now, connection)
            guard case .right(let codesLeft) = use else { return nil }
            guard try pending.end(token) else { throw SignInError.expired }
            try throttle.settle(attempt, begunAt: now, lastFailures: lastFailures)
            try connection.execute(
                "UPDATE user_account SET last_sign_in_at = \(now) WHERE id = \(user.id.number) AND active = 1"
            )
            return try Self.begin(user.id, at: place, now: now, recoveryCodesLeft: codesLeft, connection)
        }
        guard let signedIn else { throw SignInError.refused }
        return signedIn
    }

    /// What was typed as a code, without what only helps people to read it.
    static func plain(_ code: String) -> String { RecoveryCode.plain(String(code.prefix(100))) }

    private enum CodeUse {
        case wrong
        /// With the number of recovery codes that are left, if it was one.
        case right(codesLeft: Int?)
    }

    private static func use(
        _ code: String,
        of user: UserID,
        at now: Int64,
        _ connection: any Connection
    ) throws -> CodeUse {
        let rows = SecondFactorRows(connection)
        guard let factor = try rows.factor(of: user), factor.confirmedAt != nil else { return .wrong }
        if let step = factor.secret.step(of: code, at: now, after: factor.lastStep) {
            return try rows.take(step: step, of: user) ? .right(codesLeft: nil) : .wrong
        }
        return try rows.use(recoveryCode: code, of: user).map { .right(codesLeft: $0) } ?? .wrong
    }
}
