import Parsing

/// Events of Mailgun's webhooks.
///
/// <https://documentation.mailgun.com/docs/mailgun/user-manual/events/events>
enum MailgunNotification {
    static func events(in value: JSONValue) -> [ProviderEvent] {
        let data = value["event-data"]
        guard let event = data["event"].asText else { return [] }
        let tokens =
            [data["message"]["headers"]["message-id"].asText].compactMap(\.self)
            + data["user-variables"].values.prefix(50).compactMap(\.asText)
        switch event {
        case "failed":
            guard data["severity"].asText == "permanent" else { return [.nothing("failed for now")] }
            let status = data["delivery-status"]
            let words = [status["code"], status["message"], status["description"]].compactMap(\.asText)
            return [
                .bounce(
                    data["recipient"].asText,
                    status: status["enhanced-code"].asText,
                    words: words.filter { !$0.isEmpty }.joined(separator: " "),
                    // Other reasons, such as `suppress-bounce`, mean that Mailgun did not try.
                    mayBeHard: ["bounce", "generic"].contains(data["reason"].asText),
                    tokens: tokens
                )
            ]
        case "complained": return [.complaint("abuse", by: .mailgun, tokens: tokens)]
        case "unsubscribed": return [.complaint("opt-out", by: .mailgun, tokens: tokens)]
        default: return [.nothing(event)]
        }
    }
}
