import Foundation

/// A message that somebody told their mail provider to be unwanted (RFC 5965).
package struct ComplaintReport: Sendable, Hashable {
    /// `abuse`, as a rule.
    package let type: String
    /// Whom the message had been sent to, if the provider says so; many hide it.
    package let recipients: [String]
    /// The provider's program.
    package let program: String?
    package let returned: ReturnedMessage

    package init(type: String, recipients: [String] = [], program: String? = nil, returned: ReturnedMessage) {
        self.type = type
        self.recipients = recipients
        self.program = program
        self.returned = returned
    }

    /// Whether the person wants no more of it.
    ///
    /// A report may as well say that a message was no spam, or that signatures did not fit.
    package var isUnwanted: Bool { Self.unwanted.contains(type) }

    private static let unwanted: Set = ["abuse", "fraud", "opt-out", "opt-out-list"]
}

extension ComplaintReport {
    /// The report in a message, or nothing if there is none.
    init?(_ mail: IncomingMail) {
        guard let part = mail.leaves.first(where: { $0.contentType == "message/feedback-report" }),
            let data = part.data,
            let fields = ReportFields.groups(data).first,
            let type = fields.first("feedback-type")?.lowercased()
        else { return nil }
        self.init(
            type: String(type.prefix { !$0.isWhitespace && $0 != ";" && $0 != "(" }),
            recipients: (fields.all("original-rcpt-to") + fields.all("removal-recipient")).compactMap(
                ReportFields.bare
            ),
            program: fields.first("user-agent"),
            returned: ReturnedMessage(in: mail)
        )
    }
}
