import Foundation
import Mail
import Parsing

/// One event of a provider's notification.
struct ProviderEvent: Sendable, Hashable {
    enum Content: Sendable, Hashable {
        case bounce(DeliveryReport)
        case complaint(ComplaintReport)
        /// An event that changes nothing, for this reason.
        case nothing(String)
    }

    let content: Content
    /// What may be a token of ours: identifiers of the message, and what the provider gives back of its headers.
    var tokens: [String] = []

    /// The longest words of a server that are kept.
    private static let longestWords = 2_000

    /// A message that was not delivered to one recipient.
    ///
    /// - Parameters:
    ///   - address: The recipient.
    ///   - status: A status of RFC 3463, if the provider gives one.
    ///   - words: What the server of the recipient said.
    ///   - mayBeHard: Whether the provider itself says that there is no such mailbox, or may mean it. Status and words
    ///     must say it too.
    ///   - tokens: What may be a token of ours.
    /// - Returns: The event.
    static func bounce(
        _ address: String?,
        status: String?,
        words: String?,
        mayBeHard: Bool,
        tokens: [String]
    ) -> ProviderEvent {
        bounces([recipient(address, status: status, words: words, mayBeHard: mayBeHard)], tokens: tokens)
    }

    /// A message that was not delivered to some recipients.
    static func bounces(_ recipients: [DeliveryReport.Recipient], tokens: [String]) -> ProviderEvent {
        let report = DeliveryReport(recipients: recipients, returned: ReturnedMessage())
        return ProviderEvent(content: .bounce(report), tokens: tokens)
    }

    /// A recipient whom the message did not reach, with the parameters of `bounce`.
    static func recipient(
        _ address: String?,
        status: String?,
        words: String?,
        mayBeHard: Bool
    ) -> DeliveryReport.Recipient {
        DeliveryReport.Recipient(
            final: address?.trimmingCharacters(in: CharacterSet(charactersIn: "<> ")),
            action: .failed,
            status: status.flatMap { DeliveryStatus($0) },
            diagnostic: String((words ?? "").prefix(longestWords)),
            mayBeHard: mayBeHard
        )
    }

    /// A person who does not want such messages.
    static func complaint(_ type: String, by provider: BounceProvider, tokens: [String]) -> ProviderEvent {
        let report = ComplaintReport(type: type.lowercased(), program: provider.name, returned: ReturnedMessage())
        return ProviderEvent(content: .complaint(report), tokens: tokens)
    }

    static func nothing(_ event: String?) -> ProviderEvent {
        ProviderEvent(content: .nothing("an event “\((event ?? "").prefix(80))” changes nothing"))
    }
}

extension BounceProvider {
    /// The events of a notification, without its signature.
    ///
    /// - Parameter value: The body; of Amazon SES what stands in the `Message` of Amazon SNS.
    /// - Returns: None where the body is not one of the provider.
    func events(in value: JSONValue) -> [ProviderEvent] {
        switch self {
        case .ses: SESNotification.events(in: value)
        case .mailgun: MailgunNotification.events(in: value)
        case .postmark: PostmarkNotification.events(in: value)
        case .sendgrid: SendGridNotification.events(in: value)
        case .brevo: BrevoNotification.events(in: value)
        }
    }
}

extension JSONValue {
    /// A member of an object; null where there is none.
    subscript(name: String) -> JSONValue {
        if case .object(let members) = self { members[name] ?? .null } else { .null }
    }

    /// The elements of a list; none of anything else.
    var elements: [JSONValue] {
        if case .list(let elements) = self { elements } else { [] }
    }

    /// The values of an object; none of anything else.
    var values: [JSONValue] {
        if case .object(let members) = self { Array(members.values) } else { [] }
    }
}
