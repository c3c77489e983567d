extension MailMessage {
    /// More than any header needs, in octets.
    private static let longestHeader = 8_000
    /// Where a line cannot be folded; RFC 5322 allows 998 octets in it.
    private static let longestWord = 900
    /// Those that have a place of their own in a message, and those that say how it is written.
    private static let ownHeaders: Set = [
        "from", "reply-to", "to", "cc", "bcc", "sender", "subject", "date", "message-id", "mime-version",
    ]

    /// Refuses what would write another header than the one that was meant.
    ///
    /// - Throws: `MailError` that says which part cannot be written.
    func checkTexts() throws(MailError) {
        try Self.check(subject, in: "the subject")
        for (place, address) in [("the sender's", from), ("the recipient's", to), ("the answers'", replyTo)] {
            guard let name = address?.name else { continue }
            try Self.check(name, in: place + " name")
        }
        for header in headers {
            guard Self.isHeaderName(header.name) else { throw .badHeaderName(header.name) }
            try Self.check(header.value, in: "the header " + header.name)
            let isTooLong = header.value.split(separator: " ").contains { $0.utf8.count > Self.longestWord }
            if Self.isForPrograms(header), isTooLong { throw .tooLong("the header " + header.name) }
        }
        guard Self.isIdentifier(messageID) else { throw .badMessageID(messageID) }
    }

    private static func check(_ text: String, in place: String) throws(MailError) {
        guard !text.unicodeScalars.contains(where: isControl) else { throw .controlCharacter(in: place) }
        guard text.utf8.count <= longestHeader else { throw .tooLong(place) }
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    private static func isHeaderName(_ name: String) -> Bool {
        guard (1...76).contains(name.utf8.count), !ownHeaders.contains(name.lowercased()) else { return false }
        return !name.lowercased().hasPrefix("content-") && name.utf8.allSatisfy(isNameByte)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// Whether a header has addresses of the web, which are never encoded however long they are (RFC 2369).
    static func isForPrograms(_ header: (name: String, value: String)) -> Bool {
        header.name.lowercased().hasPrefix("list-") && header.value.utf8.allSatisfy { $0 < 0x80 }
    }

    private static func isIdentifier(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 250, parts.allSatisfy({ !$0.isEmpty }) else { return false }
        return text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"()<>[]:;\\,\"".utf8.contains($0) }
    }
}
