package import Foundation

/// What a message that came to the address for reports is.
package enum MailReport: Sendable, Hashable {
    case delivery(DeliveryReport)
    case complaint(ComplaintReport)
    /// Somebody should look at it; nothing is guessed.
    case notUnderstood(String)

    /// Reads a message.
    package init(_ mail: IncomingMail) {
        if let complaint = ComplaintReport(mail) {
            self = .complaint(complaint)
        } else if let report = DeliveryReport(mail) ?? DeliveryReport(inWords: mail) {
            self = .delivery(report)
        } else {
            self = .notUnderstood(Self.reason(mail))
        }
    }

    /// Reads a message.
    package init(data: Data) {
        self.init(IncomingMail(data: data))
    }

    private static func reason(_ mail: IncomingMail) -> String {
        switch mail.content?.reportType {
        case "delivery-status": return "a delivery report that does not say what became of the message for whom"
        case "feedback-report": return "a complaint without its type"
        case let type?: return "a report of the type \(type.prefix(80))"
        case nil: break
        }
        if mail.headers.isEmpty { return "not an e-mail" }
        let isAutomatic = mail.header("Auto-Submitted").map { !$0.lowercased().hasPrefix("no") } ?? false
        return isAutomatic ? "an automatic answer" : "neither a delivery report nor a complaint"
    }
}
