import Foundation
import Mail
import Parsing

/// Events of Postmark's webhooks.
///
/// <https://postmarkapp.com/developer/webhooks/bounce-webhook>
enum PostmarkNotification {
    static func events(in value: JSONValue) -> [ProviderEvent] {
        guard let record = value["RecordType"].asText else { return [] }
        switch record {
        case "Bounce": return [bounce(value)]
        case "SpamComplaint": return [.complaint("abuse", by: .postmark, tokens: tokens(value))]
        case "SubscriptionChange":
            let isOfThePerson =
                value["SuppressSending"].asText == "true" && value["Origin"].asText == "Recipient"
                && value["SuppressionReason"].asText == "ManualSuppression"
            return [isOfThePerson ? .complaint("opt-out", by: .postmark, tokens: tokens(value)) : .nothing(record)]
        default: return [.nothing(record)]
        }
    }

    private static func bounce(_ value: JSONValue) -> ProviderEvent {
        let type = value["Type"].asText ?? ""
        switch type {
        case "SpamComplaint": return .complaint("abuse", by: .postmark, tokens: tokens(value))
        case "Unsubscribe": return .complaint("opt-out", by: .postmark, tokens: tokens(value))
        case "HardBounce", "SoftBounce", "Blocked", "DnsError", "DMARCPolicy", "BadEmailAddress", "Undeliverable",
            "SpamNotification", "VirusNotification", "SMTPApiError", "Unknown":
            return .bounce(
                value["Email"].asText,
                status: nil,
                words: value["Details"].asText,
                mayBeHard: type == "HardBounce",
                tokens: tokens(value)
            )
        default: return .nothing(type)
        }
    }

    /// What may be a token of ours.
    ///
    /// Postmark gives every message an identifier of its own. Ours comes back as metadata, or in the report that the
    /// operator has included.
    private static func tokens(_ value: JSONValue) -> [String] {
        var tokens = value["Metadata"].values.prefix(50).compactMap(\.asText)
        tokens += [value["MessageID"].asText].compactMap(\.self)
        guard let content = value["Content"].asText, !content.isEmpty else { return tokens }
        let mail = IncomingMail(data: Data(content.utf8))
        let returned: ReturnedMessage? =
            switch MailReport(mail) {
            case .delivery(let report): report.returned
            case .complaint(let report): report.returned
            case .notUnderstood: nil
            }
        return tokens + [returned?.mark, returned?.messageID].compactMap(\.self)
    }
}
