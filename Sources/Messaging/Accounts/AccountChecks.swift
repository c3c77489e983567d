import Contacts
import Foundation
import Mail

extension AccountSettings {
    /// Checks what somebody typed.
    ///
    /// - Parameter folder: Where files may be, if the operator has set it.
    /// - Throws: `AccountError` with the first thing that is wrong.
    func check(_ folder: MessageFolder?) throws(AccountError) {
        switch self {
        case .email(let settings): try settings.check()
        case .http(let settings):
            guard let url = URL(string: settings.url), ["http", "https"].contains(url.scheme?.lowercased()),
                url.host()?.isEmpty == false
            else { throw .url(settings.url) }
            guard !settings.sender.trimmed.isEmpty else { throw .emptySender }
            try Self.checkLine(settings.sender, "the sender")
            try Self.checkLine(settings.authorization, "the authorisation")
        case .file(let settings):
            guard !settings.path.trimmed.isEmpty else { throw .emptyPath }
            try Self.checkLine(settings.path, "the path")
            guard let folder else { throw .noFolder }
            _ = try folder.file(at: settings.path)
        }
    }

    fileprivate static func checkLine(_ text: String?, _ what: String) throws(AccountError) {
        guard let text else { return }
        let isBroken = text.unicodeScalars.contains { $0.properties.generalCategory == .control }
        guard !isBroken else { throw .notOneLine(what) }
    }
}

extension EmailSettings {
    static let connectionRange = 1...20
    static let timeoutRange = 1...600
    /// Mail servers take 64 before the `@`; a plus sign and a token of 34 follow.
    static let longestBounceLocal = 29

    fileprivate func check() throws(AccountError) {
        guard !server.host.trimmed.isEmpty, !server.host.contains(where: \.isWhitespace) else { throw .emptyHost }
        for (text, what) in [
            (fromName, "the sender's name"), (fromAddress, "the sender's address"), (server.host, "the mail server"),
            (server.user, "the user"), (server.password, "the password"),
        ] as [(String?, String)] {
            try AccountSettings.checkLine(text, what)
        }
        guard (1...65_535).contains(server.port) else { throw .port }
        for address in [fromAddress, replyTo, bounceAddress].compactMap(\.self) {
            guard (try? EmailAddress(address)) != nil else { throw .address(address) }
        }
        let local = bounceAddress?.prefix { $0 != "@" }.utf8.count ?? 0
        guard local <= Self.longestBounceLocal else { throw .longBounceAddress(limit: Self.longestBounceLocal) }
        guard Self.connectionRange.contains(connections) else { throw .connections(Self.connectionRange) }
        guard Self.timeoutRange.contains(Int(server.timeout)) else { throw .timeout(Self.timeoutRange) }
        // A server on the same machine is reached without a wire.
        let isLocal = ["localhost", "127.0.0.1", "::1"].contains(server.host)
        if server.security == .none, server.password != nil, !isLocal { throw .openPassword }
    }
}
