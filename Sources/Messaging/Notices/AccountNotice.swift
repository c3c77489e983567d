import Contacts
package import Storage

/// What a user is told by e-mail of the own account, so that a stranger's change does not stay unseen.
package enum AccountNotice: Sendable, Hashable {
    case passwordChanged
    case secondFactorAdded
    case secondFactorRemoved
    case recoveryCodesRenewed
    case keyMade(name: String)

    private var subject: String {
        switch self {
        case .passwordChanged: "Your password was changed"
        case .secondFactorAdded: "A second factor was added"
        case .secondFactorRemoved: "Your second factor was removed"
        case .recoveryCodesRenewed: "Your recovery codes were renewed"
        case .keyMade: "An API key was made"
        }
    }

    private func sentence(about email: String) -> String {
        switch self {
        case .passwordChanged: "The password of \(email) in Kartoteka was changed."
        case .secondFactorAdded: "Signing in to Kartoteka as \(email) takes a code of an authenticator app from now on."
        case .secondFactorRemoved: "Signing in to Kartoteka as \(email) takes the password only from now on."
        case .recoveryCodesRenewed: "The recovery codes of \(email) in Kartoteka were replaced by new ones."
        case .keyMade(let name):
            "The API key “\(name)” was made in Kartoteka. A program that has it works with the rights of \(email)."
        }
    }

    /// Puts the notice into the outbox, if an account exists through which e-mails leave.
    ///
    /// - Parameters:
    ///   - email: The address of the user.
    ///   - actor: Who brought it about.
    ///   - now: The present time, in milliseconds.
    ///   - connection: The transaction.
    /// - Throws: `StorageError`.
    package func send(to email: String, actor: String, at now: Int64, in connection: any Connection) throws {
        guard let address = try? EmailAddress(email), try AccountReader(connection).sendsEmail else { return }
        try Outbox(connection).add(
            to: address,
            subject: subject,
            text: """
                \(sentence(about: email))

                If it was you, do nothing. If not, change your password at once and tell an administrator.
                """,
            actor: actor,
            at: now
        )
    }
}

extension AccountReader {
    /// Whether an account exists through which e-mails leave.
    package var sendsEmail: Bool {
        get throws { try has(.email) }
    }
}
