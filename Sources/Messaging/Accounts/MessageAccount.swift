package import Mail

/// The number of an account.
package struct AccountID: Hashable, Sendable, Codable {
    package let number: Int64

    package init(_ number: Int64) {
        self.number = number
    }
}

/// Through what messages leave.
package struct MessageAccount: Hashable, Sendable {
    package let id: AccountID
    package let name: String
    package let settings: AccountSettings
    /// How many messages may leave in a minute; nothing means as many as can.
    package let perMinute: Int64?
    /// Whether templates without an account of their own use it.
    package let isDefault: Bool
    /// Why nothing could leave the last time.
    package let problem: String?
}

/// How an account sends.
package enum AccountSettings: Hashable, Sendable, Codable {
    case email(EmailSettings)
    case http(HTTPTextSettings)
    case file(FileTextSettings)

    package var channel: MessageChannel {
        switch self {
        case .email: .email
        case .http, .file: .text
        }
    }
}

/// An account at a mail server.
package struct EmailSettings: Hashable, Sendable, Codable {
    package var server: SMTPAccount
    package var fromAddress: String
    package var fromName: String?
    package var replyTo: String?
    /// Where mail servers report what they cannot deliver; nothing means the sender's address.
    package var bounceAddress: String?
    /// How many connections at most are open at a time.
    package var connections: Int

    package init(
        server: SMTPAccount,
        fromAddress: String,
        fromName: String? = nil,
        replyTo: String? = nil,
        bounceAddress: String? = nil,
        connections: Int = 2
    ) {
        self.server = server
        self.fromAddress = fromAddress
        self.fromName = fromName
        self.replyTo = replyTo
        self.bounceAddress = bounceAddress
        self.connections = connections
    }
}

/// A gateway for text messages that takes HTTP requests.
package struct HTTPTextSettings: Hashable, Sendable, Codable {
    package var url: String
    /// What the header `Authorization` says.
    package var authorization: String?
    /// Who the message comes from, as the gateway knows it.
    package var sender: String

    package init(url: String, authorization: String? = nil, sender: String) {
        self.url = url
        self.authorization = authorization
        self.sender = sender
    }
}

/// A file that gets the text messages, for trying things out.
package struct FileTextSettings: Hashable, Sendable, Codable {
    /// The path below the folder that the operator sets, or a full path that leads there.
    package var path: String

    package init(path: String) {
        self.path = path
    }
}
