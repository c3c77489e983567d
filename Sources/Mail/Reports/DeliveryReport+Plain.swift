import Foundation

/// Reports in words that are laid down, from programs that are older than RFC 3464 or do not follow it.
extension DeliveryReport {
    /// The report in the words of a program that is known.
    init?(inWords mail: IncomingMail) {
        let report = DeliveryReport(qmail: mail) ?? DeliveryReport(exim: mail) ?? DeliveryReport(exchange: mail)
        guard let report else { return nil }
        self = report
    }

    /// A report of qmail, whose form (QSBMF) begins with fixed words and has a paragraph for each recipient.
    init?(qmail mail: IncomingMail) {
        guard let text = mail.plainText?.plainBreaks, text.hasPrefix("Hi. This is the") else { return nil }
        guard let end = text.range(of: "\n--- Below this line is a copy of the ") else { return nil }
        let recipients = text[..<end.lowerBound].split(separator: "\n\n").compactMap { paragraph -> Recipient? in
            let lines = paragraph.split(separator: "\n")
            guard let first = lines.first, first.hasPrefix("<"), first.hasSuffix(">:") else { return nil }
            let words = lines.dropFirst().joined(separator: " ")
            return Recipient(
                final: ReportFields.bare(String(first.dropLast())),
                action: .failed,
                status: DeliveryStatus(in: words),
                diagnostic: String(words.prefix(2_000))
            )
        }
        let returned = text[end.upperBound...].drop { $0 != "\n" }
        self.init(plain: recipients, returned: ReturnedMessage(text: returned))
    }

    /// A report of Exim, which names the recipients in a header, and in its text again with the reasons.
    init?(exim mail: IncomingMail) {
        guard let failed = mail.header("X-Failed-Recipients"), let text = mail.plainText?.plainBreaks else {
            return nil
        }
        guard text.hasPrefix("This message was created automatically by mail delivery software") else { return nil }
        let copy = text.range(of: "\n------ This is a copy of ")
        let lines = text[..<(copy?.lowerBound ?? text.endIndex)].split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        let recipients = failed.split(separator: ",").compactMap { name -> Recipient? in
            guard let address = ReportFields.bare(String(name)) else { return nil }
            guard let line = lines.firstIndex(where: { $0.hasPrefix("  ") && $0.drop { $0 == " " } == address }) else {
                return nil
            }
            let words = lines[(line + 1)...].prefix { $0.hasPrefix("   ") }.map { $0.drop { $0 == " " } }
                .joined(separator: " ")
            return Recipient(
                final: address,
                action: .failed,
                status: DeliveryStatus(in: words),
                diagnostic: String(words.prefix(2_000))
            )
        }
        let returned = copy.map { ReturnedMessage(text: text[$0.upperBound...].drop { $0 != "\n" }) }
        self.init(plain: recipients, returned: returned ?? ReturnedMessage(in: mail))
    }

    private init?(plain recipients: [Recipient], returned: ReturnedMessage) {
        let named = recipients.filter { $0.final != nil }.prefix(200)
        guard !named.isEmpty else { return nil }
        self.init(recipients: Array(named), returned: returned)
    }
}

extension String {
    /// With LF for each line break.
    var plainBreaks: String {
        String(map { $0.isNewline ? "\n" : $0 })
    }
}
