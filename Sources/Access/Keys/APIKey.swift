package import Contacts

/// What lets another program use the API, with the rights of one user.
package struct APIKey: Sendable, Hashable, Identifiable {
    /// The longest name, in characters.
    package static let maximumNameLength = 100

    /// How a program shows that it has the key.
    package enum Kind: String, Sendable, CaseIterable, Codable {
        /// It sends a secret token: our own API.
        case token
        /// It sends the client's id and a signature made with the client's secret: the API of SALESmanago.
        case client
    }

    package let id: Int64
    /// What the program is called; the journal names it with every change.
    package let name: String
    /// With whose rights the program works, as they are at the moment.
    package let user: UserID
    package let kind: Kind
    /// The public part of a client.
    package let clientID: String?
    /// Times in milliseconds since 1970-01-01T00:00:00Z.
    package let createdAt: Int64
    /// The first instant at which it does not work any more; nothing means never.
    package let expiresAt: Int64?
    /// When it was last used, to the minute.
    package let usedAt: Int64?
    package let revokedAt: Int64?

    /// Whether a program can use it, if its user is active.
    package func isValid(at now: Int64) -> Bool {
        revokedAt == nil && (expiresAt.map { now < $0 } ?? true)
    }
}

/// A key together with its secret, which is shown once.
package struct NewAPIKey: Sendable {
    package let key: APIKey
    /// The token, or the secret of the client.
    package let secret: String
}

/// Another program that has shown its key.
package struct KeyHolder: Sendable, Hashable {
    package let key: APIKey
    package let user: User

    /// Why something changes that the program asks for.
    ///
    /// - Parameter startsAutomation: Whether rules and workflows may start from it.
    /// - Returns: The cause, which names the program and its user.
    package func cause(startsAutomation: Bool = true) -> Cause {
        Cause(startsAutomation ? .api : .quietAPI, id: key.id, text: key.name, actor: user.email)
    }
}

/// Why a key cannot be made or changed.
package enum APIKeyError: ExplainedError, Equatable {
    case emptyName
    case nameNotOneLine
    case nameTooLong(actual: Int)
    case expired
    case unknown(Int64)

    /// The error in words, with what to do.
    package var message: String {
        switch self {
        case .emptyName: "a key needs a name, such as that of the program that uses it"
        case .nameNotOneLine: "the name of a key stands on one line, without tabs and other control characters"
        case .nameTooLong(let actual):
            "the name has \(actual.grouped) characters: use at most \(APIKey.maximumNameLength)"
        case .expired: "the key would never work: let it expire at a time to come, or never"
        case .unknown(let id): "there is no key \(id) that works: look at the list of keys"
        }
    }
}
