import Parsing

/// Events of Brevo's webhooks for transactional messages.
///
/// <https://developers.brevo.com/docs/transactional-webhooks>
enum BrevoNotification {
    static func events(in value: JSONValue) -> [ProviderEvent] {
        if case .list(let elements) = value { return elements.flatMap(events) }
        guard let event = value["event"].asText else { return [] }
        let names = ["message-id", "X-Mailin-custom"]
        let tokens = names.compactMap { value[$0].asText }
        switch event {
        case "hard_bounce", "soft_bounce", "blocked", "invalid_email", "error":
            return [
                .bounce(
                    value["email"].asText,
                    status: nil,
                    words: value["reason"].asText,
                    mayBeHard: event == "hard_bounce",
                    tokens: tokens
                )
            ]
        case "spam", "complaint": return [.complaint("abuse", by: .brevo, tokens: tokens)]
        case "unsubscribed": return [.complaint("opt-out", by: .brevo, tokens: tokens)]
        default: return [.nothing(event)]
        }
    }
}
