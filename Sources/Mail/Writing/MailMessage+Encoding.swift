import CMIME
package import Foundation

extension MailMessage {
    /// The message in the form of RFC 5322 and MIME, ready for `SMTPConnection`.
    ///
    /// All lines end in CR LF and are of ASCII, unless the part of an address before the `@` is not, which only RFC 6532
    /// can write.
    ///
    /// - Throws: `MailError` that says which part cannot be written.
    package func encoded() throws(MailError) -> Data {
        let sender = try EnvelopeAddress(from.address)
        let recipient = try EnvelopeAddress(to.address)
        var answers: EnvelopeAddress?
        if let replyTo { answers = try EnvelopeAddress(replyTo.address) }
        try checkTexts()

        MIMELibrary.start()
        let draft = cmime_draft_new()
        defer { cmime_draft_free(draft) }
        var written = [("From", HeaderText.address(sender, name: from.name))]
        if let answers { written.append(("Reply-To", HeaderText.address(answers, name: replyTo?.name))) }
        written.append(("To", HeaderText.address(recipient, name: to.name)))
        written.append(("Subject", HeaderText.encoded(subject)))
        written.append(("Message-ID", "<\(messageID)>"))
        written += headers.map { ($0.name, Self.isForPrograms($0) ? $0.value : HeaderText.encoded($0.value)) }
        cmime_draft_set_date(draft, Int64(date.timeIntervalSince1970.rounded(.down)))
        for (name, value) in written { cmime_draft_add_header(draft, name, HeaderText.folded(value, after: name)) }
        Self.lines(of: text).withUnsafeBytes { cmime_draft_set_text(draft, $0.baseAddress, $0.count) }
        if let html { Self.lines(of: html).withUnsafeBytes { cmime_draft_set_html(draft, $0.baseAddress, $0.count) } }

        var length = 0
        guard let bytes = cmime_draft_write(draft, &length) else { return Data() }
        defer { cmime_free(bytes) }
        return Data(bytes: bytes, count: length)
    }

    /// The text with LF at the end of each line, whatever it was, and at its end.
    private static func lines(of text: String) -> [UInt8] {
        var lines: [UInt8] = []
        lines.reserveCapacity(text.utf8.count + 1)
        var previous: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\r"): lines.append(UInt8(ascii: "\n"))
            case UInt8(ascii: "\n") where previous == UInt8(ascii: "\r"): break
            default: lines.append(byte)
            }
            previous = byte
        }
        if lines.last != UInt8(ascii: "\n") { lines.append(UInt8(ascii: "\n")) }
        return lines
    }
}
