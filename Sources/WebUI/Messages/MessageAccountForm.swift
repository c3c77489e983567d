import Mail
import Messaging

/// An account as somebody filled it in.
struct MessageAccountForm: Sendable {
    enum Kind: String, CaseIterable {
        case email
        case http
        case file

        var label: String {
            switch self {
            case .email: "E-mail through a mail server (SMTP)"
            case .http: "Text messages through a gateway (HTTP)"
            case .file: "Text messages into a file, to try things out"
            }
        }
    }

    let kind: Kind
    let values: [String: String]
    /// The password that is kept where none is typed.
    private let keptPassword: String?

    static let names = [
        "name", "host", "port", "security", "user", "password", "from", "from-name", "reply-to", "bounces",
        "connections", "per-minute", "url", "authorization", "sender", "path",
    ]

    init(kind: Kind) {
        self.kind = kind
        values = ["port": "587", "security": SMTPAccount.Security.startTLS.rawValue, "connections": "2"]
        keptPassword = nil
    }

    init(_ fields: FormFields, keeping account: MessageAccount?) {
        kind = account.map { Self.kind(of: $0.settings) } ?? Kind(rawValue: fields["kind"]) ?? .email
        var values = Dictionary(uniqueKeysWithValues: Self.names.map { ($0, fields[$0]) })
        values["password"] = fields.secret("password")
        self.values = values
        keptPassword = account.flatMap { Self.secret(of: $0.settings) }
    }

    init(_ account: MessageAccount) {
        kind = Self.kind(of: account.settings)
        keptPassword = Self.secret(of: account.settings)
        var values = ["name": account.name, "per-minute": account.perMinute.map { "\($0)" } ?? ""]
        switch account.settings {
        case .email(let settings):
            values.merge([
                "host": settings.server.host, "port": "\(settings.server.port)",
                "security": settings.server.security.rawValue, "user": settings.server.user ?? "",
                "from": settings.fromAddress, "from-name": settings.fromName ?? "",
                "reply-to": settings.replyTo ?? "", "bounces": settings.bounceAddress ?? "",
                "connections": "\(settings.connections)",
            ]) { $1 }
        case .http(let settings): values.merge(["url": settings.url, "sender": settings.sender]) { $1 }
        case .file(let settings): values["path"] = settings.path
        }
        self.values = values
    }

    private static func kind(of settings: AccountSettings) -> Kind {
        switch settings {
        case .email: .email
        case .http: .http
        case .file: .file
        }
    }

    private static func secret(of settings: AccountSettings) -> String? {
        switch settings {
        case .email(let settings): settings.server.password
        case .http(let settings): settings.authorization
        case .file: nil
        }
    }

    subscript(name: String) -> String { values[name] ?? "" }

    private func filled(_ name: String) -> String? { self[name].isEmpty ? nil : self[name] }

    /// How many messages may leave in a minute; a text that is no number is none that is allowed.
    var perMinute: Int64? { filled("per-minute").map { Int64($0) ?? 0 } }

    /// The settings that the form asks for; what cannot be is found out by the store.
    var settings: AccountSettings {
        switch kind {
        case .email:
            let server = SMTPAccount(
                host: self["host"],
                port: Int(self["port"]) ?? 0,
                security: SMTPAccount.Security(rawValue: self["security"]) ?? .startTLS,
                user: filled("user"),
                password: filled("user") == nil ? nil : filled("password") ?? keptPassword
            )
            return .email(
                EmailSettings(
                    server: server,
                    fromAddress: self["from"],
                    fromName: filled("from-name"),
                    replyTo: filled("reply-to"),
                    bounceAddress: filled("bounces"),
                    connections: Int(self["connections"]) ?? 0
                )
            )
        case .http:
            let authorization = filled("authorization") ?? keptPassword
            return .http(
                HTTPTextSettings(url: self["url"], authorization: authorization, sender: self["sender"])
            )
        case .file: return .file(FileTextSettings(path: self["path"]))
        }
    }
}
