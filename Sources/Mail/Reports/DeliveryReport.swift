import Foundation

/// What a mail server says became of a message (RFC 3464).
package struct DeliveryReport: Sendable, Hashable {
    package enum Action: String, Sendable, Hashable, CaseIterable {
        case failed
        /// The server goes on trying.
        case delayed
        case delivered
        case relayed
        case expanded
    }

    /// What became of it for one recipient.
    package struct Recipient: Sendable, Hashable {
        /// The address at which it ended, perhaps after having been forwarded.
        package let final: String?
        /// The address that the sender gave.
        package let original: String?
        package let action: Action
        package let status: DeliveryStatus?
        /// The words of the server that refused, such as `550 5.1.1 No such user`.
        package let diagnostic: String
        /// Whether who reports thinks it possible that there is no such mailbox; a provider may say that it is not so.
        package let mayBeHard: Bool

        package init(
            final: String?,
            original: String? = nil,
            action: Action,
            status: DeliveryStatus?,
            diagnostic: String = "",
            mayBeHard: Bool = true
        ) {
            self.final = final
            self.original = original
            self.action = action
            self.status = status
            self.diagnostic = diagnostic
            self.mayBeHard = mayBeHard
        }
    }

    package let recipients: [Recipient]
    package let returned: ReturnedMessage

    package init(recipients: [Recipient], returned: ReturnedMessage) {
        self.recipients = recipients
        self.returned = returned
    }
}

extension DeliveryReport {
    private static let types: Set = ["message/delivery-status", "message/global-delivery-status"]

    /// The report in a message, or nothing if there is none, or none that says what became of the message for whom.
    init?(_ mail: IncomingMail) {
        guard let part = mail.leaves.first(where: { Self.types.contains($0.contentType) }), let data = part.data else {
            return nil
        }
        // The first group is about the message, unless a server left it out.
        let recipients = ReportFields.groups(data).compactMap(Recipient.init)
        guard !recipients.isEmpty else { return nil }
        self.init(recipients: recipients, returned: ReturnedMessage(in: mail))
    }
}

extension DeliveryReport.Recipient {
    fileprivate init?(_ fields: ReportFields) {
        let final = fields.address("final-recipient")
        let original = fields.address("original-recipient")
        let word = fields.first("action")?.prefix { $0.isLetter }.lowercased()
        guard final != nil || original != nil, let action = word.flatMap(DeliveryReport.Action.init) else { return nil }
        let diagnostic = fields.first("diagnostic-code") ?? ""
        self.init(
            final: final,
            original: original,
            action: action,
            status: fields.first("status").flatMap { DeliveryStatus($0) },
            diagnostic: diagnostic
        )
    }

    /// What it means for the contact.
    ///
    /// A refusal is judged as one while sending is.
    package var meaning: DeliveryStatus.Meaning {
        switch action {
        case .delivered, .relayed, .expanded: return .delivered
        case .delayed: return .undeliverable
        case .failed: break
        }
        return mayBeHard ? Refusal(status: status, words: diagnostic).meaning : .undeliverable
    }

    /// The report in one line, as the server gave it.
    package var words: String {
        [status?.description ?? "", diagnostic].filter { !$0.isEmpty }.joined(separator: " ")
    }
}
