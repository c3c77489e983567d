import Parsing

/// Events of SendGrid's Event Webhook, which sends many at once.
///
/// <https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event>
enum SendGridNotification {
    static func events(in value: JSONValue) -> [ProviderEvent] {
        value.elements.map(event)
    }

    private static func event(_ value: JSONValue) -> ProviderEvent {
        let tokens = [value["smtp-id"].asText].compactMap(\.self)
        let event = value["event"].asText
        switch event {
        case "bounce":
            let classification = value["bounce_classification"].asText ?? "Invalid Address"
            return .bounce(
                value["email"].asText,
                status: value["status"].asText,
                words: value["reason"].asText,
                // `blocked` is what SendGrid calls a refusal because of the sender or the content.
                mayBeHard: value["type"].asText == "bounce" && classification == "Invalid Address",
                tokens: tokens
            )
        case "dropped":
            // Not sent at all, as the address is on a list of SendGrid.
            let words = value["reason"].asText
            return .bounce(value["email"].asText, status: nil, words: words, mayBeHard: false, tokens: tokens)
        case "spamreport": return .complaint("abuse", by: .sendgrid, tokens: tokens)
        case "unsubscribe", "group_unsubscribe": return .complaint("opt-out", by: .sendgrid, tokens: tokens)
        default: return .nothing(event)
        }
    }
}
