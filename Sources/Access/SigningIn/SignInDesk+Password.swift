package import Contacts
import Storage

extension SignInDesk {
    /// Gives a user another password, and ends the user's other sessions and unused links.
    ///
    /// - Parameters:
    ///   - user: Who is signed in.
    ///   - old: What was given as the password until now; failures are counted.
    ///   - new: The password from now on.
    ///   - token: The session that goes on.
    /// - Throws: `SignInError` for the old password, `PasswordError` for the new one.
    package func changePassword(
        of user: UserID,
        from old: String,
        to new: String,
        keeping token: SessionToken?
    ) async throws {
        let owner = try await database.read { connection in
            try UserDirectory(connection).user(user)
                .map { try PasswordOwner(email: $0.email, name: $0.name, in: connection) }
        }
        guard let owner else { throw SignInError.refused }
        try PasswordRules.check(new, of: owner)
        let kept = try await confirm(old, of: user)
        let hash = try await hasher.hash(new)
        try await database.write { connection in
            guard try kept.isStillValid(connection, at: nil) else { throw SignInError.refused }
            try UserRows(connection).set(hash, of: user)
            try SessionRows(connection).endAll(of: user, except: token)
            try LinkRows(connection).endAll(of: user)
        }
    }

    /// Checks the present password of a user who is signed in; failures are counted.
    ///
    /// - Returns: The password as it is kept, for what rests on it.
    /// - Throws: `SignInError`.
    @discardableResult
    func confirm(_ password: String, of user: UserID) async throws -> KeptPassword {
        let now = time.now
        guard let present = try await database.read({ try UserDirectory($0).user(user) }) else {
            throw SignInError.refused
        }
        let subject = ThrottledSubject.confirmation(present.email)
        let kept = try await database.write { connection in
            try Throttle(connection).begin([subject], at: now)
            return try KeptPassword(of: user, connection)
        }
        guard case .right = try await hasher.check(password, against: kept.text) else { throw SignInError.refused }
        try await database.write { try Throttle($0).clear(subject) }
        return kept
    }
}
