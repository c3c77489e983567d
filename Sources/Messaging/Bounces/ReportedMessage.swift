import Contacts
import Mail
import Storage

/// Which message of ours a report is about.
///
/// Only a token that this installation signed tells: in the address to which the report was sent, in what it gives back
/// of the message's headers, or in the message's identifier. An address alone proves nothing, as anybody can write a
/// report about anybody.
enum ReportedMessage {
    case found(Int64)
    case none
    /// Tokens of several messages: somebody put the report together.
    case several

    /// Looks for the tokens in a report.
    ///
    /// - Parameters:
    ///   - mail: The report.
    ///   - returned: What it gives back of the message.
    ///   - recipient: Whom the mail server was told to deliver the report to, if that is known.
    ///   - signer: Knows our tokens.
    init(_ mail: IncomingMail, _ returned: ReturnedMessage, recipient: String?, signer: TokenSigner) {
        let addressees = mail.headers.filter { Self.headersOfAddressees.contains($0.name.lowercased()) }.map(\.value)
        let texts = [recipient].compactMap(\.self) + addressees.prefix(20)
        var candidates = texts.flatMap(Self.extensions)
        candidates += [returned.mark, returned.messageID].compactMap(\.self)
        self.init(among: candidates, signer: signer)
    }

    /// Looks for our tokens among texts that may be ones, or identifiers of messages.
    ///
    /// - Parameters:
    ///   - candidates: The texts.
    ///   - signer: Knows our tokens.
    init(among candidates: [String], signer: TokenSigner) {
        let tokens = candidates.prefix(200).compactMap { text in
            text.trimmingPrefix { $0 == "<" || $0 == " " }.split(separator: "@").first
        }
        let messages = Set(tokens.compactMap { signer.number(of: $0, .bounce)?.number })
        self =
            switch messages.count {
            case 0: .none
            case 1: messages.first.map { .found($0) } ?? .none
            default: .several
            }
    }

    private static let headersOfAddressees: Set = [
        "to", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-rcpt-to",
    ]

    /// What stands between `+` and `@` in the addresses of a text.
    private static func extensions(_ text: String) -> [String] {
        text.prefix(2_000).matches(of: #/\+([A-Za-z0-9_-]+)@/#).map { String($0.output.1) }
    }
}
