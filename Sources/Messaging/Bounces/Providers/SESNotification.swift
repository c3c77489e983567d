import Mail
import Parsing

/// Events of Amazon SES: feedback notifications (`notificationType`) and event publishing (`eventType`).
///
/// <https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html>
enum SESNotification {
    static func events(in value: JSONValue) -> [ProviderEvent] {
        let type = value["notificationType"].asText ?? value["eventType"].asText
        guard let type else { return [] }
        let tokens = tokens(value["mail"])
        switch type {
        case "Bounce":
            let bounce = value["bounce"]
            let recipients = bounce["bouncedRecipients"].elements.prefix(200)
            return recipients.isEmpty ? [] : [.bounces(recipients.map { recipient($0, in: bounce) }, tokens: tokens)]
        case "Complaint":
            let complaint = value["complaint"]
            // The provider did not send this message: the complaint was about an earlier one.
            guard complaint["complaintSubType"].asText == nil else { return [.nothing("Complaint, suppressed")] }
            let type = complaint["complaintFeedbackType"].asText ?? "abuse"
            return [.complaint(type, by: .ses, tokens: tokens)]
        default: return [.nothing(type)]
        }
    }

    private static func recipient(_ recipient: JSONValue, in bounce: JSONValue) -> DeliveryReport.Recipient {
        let subType = bounce["bounceSubType"].asText ?? ""
        let words = recipient["diagnosticCode"].asText
        var status = recipient["status"].asText
        // Amazon gives this kind only to addresses that the server of the recipient does not know.
        if subType == "NoEmail", status == nil, words == nil { status = "5.1.1" }
        return ProviderEvent.recipient(
            recipient["emailAddress"].asText,
            status: status,
            words: words,
            mayBeHard: bounce["bounceType"].asText == "Permanent" && ["General", "NoEmail"].contains(subType)
        )
    }

    /// What may be a token of ours.
    ///
    /// Amazon SES gives every message an identifier of its own; ours is in the headers, if the operator includes them.
    private static func tokens(_ mail: JSONValue) -> [String] {
        let headers = mail["headers"].elements.prefix(500).compactMap { header -> String? in
            let names = ["message-id", ReturnedMessage.markHeader.lowercased()]
            guard let name = header["name"].asText?.lowercased(), names.contains(name) else { return nil }
            return header["value"].asText
        }
        return headers + [mail["commonHeaders"]["messageId"].asText].compactMap(\.self)
    }
}
