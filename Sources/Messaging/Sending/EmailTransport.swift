import Contacts
import Foundation
import Mail
import Outgoing

/// Sends e-mails by one connection to a mail server, which it uses again and again.
struct EmailTransport: Transport {
    private let settings: EmailSettings
    private let signer: TokenSigner
    private let connection: SMTPConnection

    init(_ settings: EmailSettings, signer: TokenSigner, through calls: OutgoingCalls) {
        self.settings = settings
        self.signer = signer
        connection = SMTPConnection(settings.server, through: calls)
    }

    func send(_ message: PreparedMessage, saying text: RenderedMessage) async -> SendOutcome {
        let data: Data
        do {
            data = try mail(message, text).encoded()
        } catch {
            return .refused("the e-mail cannot be put together: \(error)")
        }
        switch await connection.send(data, from: envelopeSender(of: message), to: message.recipient) {
        case .accepted: return .sent
        case .refused(let reply): return reply.isAboutTheAddress ? .badAddress(reply.words) : .bounced(reply.words)
        case .deferred(let reply): return .later(reply.words)
        case .failed(let problem, true): return .unclear(problem)
        case .failed(let problem, false): return .accountFails(problem)
        }
    }

    func close() async {
        await connection.close()
    }

    private func mail(_ message: PreparedMessage, _ text: RenderedMessage) -> MailMessage {
        let token = signer.token(.bounce, number: message.id)
        var headers = [(name: "X-Kartoteka-Message", value: token)]
        // These providers replace the message's identifier, and give back a header of their own instead.
        if let name = Self.headerOfProvider(settings.server.host) { headers.append((name: name, value: token)) }
        if let unsubscription = text.unsubscription {
            // RFC 8058: the button of the mail program posts to the address, without anybody seeing a page.
            headers.append((name: "List-Unsubscribe", value: "<\(unsubscription)>"))
            headers.append((name: "List-Unsubscribe-Post", value: "List-Unsubscribe=One-Click"))
        }
        let domain = settings.fromAddress.split(separator: "@").last.map(String.init) ?? "localhost"
        return MailMessage(
            from: MailAddress(settings.fromAddress, name: settings.fromName),
            replyTo: settings.replyTo.map { MailAddress($0) },
            to: MailAddress(
                message.recipient,
                name: message.purpose == .test ? nil : message.contact?.name.onOneLine.nonEmpty
            ),
            subject: text.subject,
            text: text.text,
            html: text.html,
            headers: headers,
            messageID: "\(token)@\(domain)",
            date: Date()
        )
    }

    /// The header that a provider gives back in its notifications, if it needs one.
    ///
    /// - Parameter host: The mail server that takes the message.
    /// - Returns: The name of the header; `nil` for every other server.
    static func headerOfProvider(_ host: String) -> String? {
        let host = "." + host.lowercased()
        if host.hasSuffix(".postmarkapp.com") { return "X-PM-Metadata-Message" }
        if host.hasSuffix(".brevo.com") || host.hasSuffix(".sendinblue.com") { return "X-Mailin-custom" }
        return nil
    }

    /// With the message in it where mail servers report to an own address, so that a report names the message.
    private func envelopeSender(of message: PreparedMessage) -> String {
        guard let address = settings.bounceAddress, let at = address.lastIndex(of: "@") else {
            return settings.fromAddress
        }
        return "\(address[..<at])+\(signer.token(.bounce, number: message.id))\(address[at...])"
    }
}

extension SMTPReply {
    /// The reply as a person reads it.
    var words: String { "\(code) \(enhanced.map { "\($0) " } ?? "")\(text)" }
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
