import CIDN

/// An address in the form in which it goes over the wire.
///
/// Nothing in it can end a command or a header, so an address can never smuggle in another one. The domain is in ASCII.
struct EnvelopeAddress: Hashable {
    /// `anna@xn--bcher-kva.example`.
    let text: String
    /// Whether the part before the `@` has letters that only servers with `SMTPUTF8` (RFC 6531) understand.
    let needsUTF8: Bool

    /// Checks an address.
    ///
    /// - Throws: `MailError` that says what is wrong.
    init(_ input: String) throws(MailError) {
        guard let at = input.utf8.lastIndex(of: UInt8(ascii: "@")) else { throw .badAddress(input) }
        let local = input[..<at]
        guard Self.isLocalPart(local), let domain = Self.ascii(domain: input[input.utf8.index(after: at)...]) else {
            throw .badAddress(input)
        }
        text = local + "@" + domain
        needsUTF8 = !local.utf8.allSatisfy { $0 < 0x80 }
    }

    /// A dot-atom or a quoted string (RFC 5321, section 4.1.2), of 64 octets at most; letters may be those of RFC 6531.
    private static func isLocalPart(_ text: Substring) -> Bool {
        guard !text.isEmpty, text.utf8.count <= 64 else { return false }
        if text.utf8.first == UInt8(ascii: "\"") {
            return isQuoted(text.utf8) && !hasHiddenLetter(text.filter { $0 != " " })
        }
        var previous = UInt8(ascii: ".")
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "."): guard previous != byte else { return false }
            case 0...0x20, 0x7F, UInt8(ascii: "@"): return false
            default: guard !"()<>[]:;\\,\"".utf8.contains(byte) else { return false }
            }
            previous = byte
        }
        return previous != UInt8(ascii: ".") && !hasHiddenLetter(text)
    }

    private static func isQuoted(_ text: Substring.UTF8View) -> Bool {
        guard text.count >= 3, text.last == UInt8(ascii: "\"") else { return false }
        var isEscaped = false
        for byte in text.dropFirst().dropLast() {
            guard byte >= 0x20, byte != 0x7F else { return false }
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                return false
            }
        }
        return !isEscaped
    }

    /// Line and paragraph separators, control and format characters beyond ASCII, and white space of all kinds.
    private static func hasHiddenLetter(_ text: some StringProtocol) -> Bool {
        text.unicodeScalars.contains { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate: true
            default: false
            }
        }
    }

    /// A name of letters, digits and dashes, or an address literal such as `[192.0.2.1]`; nothing if it is neither.
    private static func ascii(domain: Substring) -> String? {
        guard !domain.isEmpty else { return nil }
        if domain.utf8.first == UInt8(ascii: "[") {
            let inside = domain.utf8.dropFirst().dropLast()
            let isLiteral = domain.utf8.last == UInt8(ascii: "]") && !inside.isEmpty && inside.allSatisfy(isLiteralByte)
            return isLiteral ? String(domain) : nil
        }
        let lowered = domain.lowercased()
        let ascii = lowered.utf8.allSatisfy { $0 < 0x80 } ? lowered : punycode(lowered)
        guard let ascii, ascii.utf8.count <= 253 else { return nil }
        for label in ascii.split(separator: ".", omittingEmptySubsequences: false) {
            guard (1...63).contains(label.utf8.count), label.utf8.allSatisfy(isNameByte) else { return nil }
            guard label.utf8.first != UInt8(ascii: "-"), label.utf8.last != UInt8(ascii: "-") else { return nil }
        }
        return ascii
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
        default: false
        }
    }

    private static func isLiteralByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: ":"):
            true
        default: false
        }
    }

    private static func punycode(_ domain: String) -> String? {
        var output: UnsafeMutablePointer<CChar>?
        let flags = Int32(IDN2_NFC_INPUT.rawValue | IDN2_NONTRANSITIONAL.rawValue)
        guard idn2_to_ascii_8z(domain, &output, flags) == Int32(IDN2_OK.rawValue), let output else { return nil }
        defer { idn2_free(output) }
        return String(cString: output)
    }
}
