import CIDN

/// A valid e-mail address: the identity of a contact.
///
/// The limits are those of RFC 5321, section 4.5.3.1: 64 octets before the `@`, 254 in all. The local part is a dot-atom or
/// a quoted string and may have letters of any script (RFC 6531); the domain is mapped by UTS 46 and compared in its ASCII
/// form.
package struct EmailAddress: Hashable, Sendable {
    package static let maximumLength = 254

    /// The address as it was given, without white space around it, in composed letters.
    package let text: String
    /// The form under which the address is unique: lower case, the domain in ASCII.
    package let key: String
    /// The domain in lower case and ASCII.
    package let domain: String

    /// Checks an address.
    ///
    /// - Throws: `EmailAddressError` that says which rule the address breaks.
    package init(_ input: String) throws(EmailAddressError) {
        let text = input.trimmed
        guard !text.isEmpty else { throw .empty }
        guard let at = text.utf8.lastIndex(of: UInt8(ascii: "@")) else { throw .noAtSign }
        let local = try LocalPart(text[..<at])
        let written = text[text.utf8.index(after: at)...]
        domain = try Self.ascii(domain: written)
        key = local.key + "@" + domain
        guard key.utf8.count <= Self.maximumLength else { throw .tooLong(actual: key.utf8.count) }
        self.text = local.text + "@" + Self.shown(written, domain)
    }

    /// The form in which a domain is compared: lower case, in ASCII where it is a valid domain.
    package static func key(ofDomain text: String) -> String {
        (try? ascii(domain: text[...])) ?? text.folded
    }

    /// A domain in lower case and ASCII, whether or not it could stand in an address.
    ///
    /// - Returns: Nothing where its letters cannot stand in a domain.
    package static func asciiDomain(_ text: String) -> String? {
        let lowered = text.lowercased()
        return lowered.utf8.allSatisfy { $0 < 0x80 } ? lowered : try? punycode(lowered)
    }

    private static func ascii(domain: Substring) throws(EmailAddressError) -> String {
        let lowered = domain.lowercased()
        let ascii = lowered.utf8.allSatisfy { $0 < 0x80 } ? lowered : try punycode(lowered)
        guard ascii.utf8.count <= 253 else { throw .badDomain(String(domain)) }
        guard isDomain(ascii) else { throw .badDomain(String(domain)) }
        return ascii
    }

    /// Whether a text is two labels or more of letters, digits and inner dashes, the last one with a letter.
    private static func isDomain(_ text: String) -> Bool {
        var labels = 1
        var length = 0
        var hasLetter = false
        var previous = UInt8(ascii: ".")
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "."):
                guard length > 0, previous != UInt8(ascii: "-") else { return false }
                labels += 1
                length = 0
                hasLetter = false
            case UInt8(ascii: "a")...UInt8(ascii: "z"):
                hasLetter = true
                length += 1
            case UInt8(ascii: "0")...UInt8(ascii: "9"): length += 1
            case UInt8(ascii: "-"):
                guard length > 0 else { return false }
                length += 1
            default: return false
            }
            guard length <= 63 else { return false }
            previous = byte
        }
        return labels >= 2 && length > 0 && previous != UInt8(ascii: "-") && hasLetter
    }

    /// The domain as it was written, but for fullwidth letters and the like: these are shown in their usual form.
    private static func shown(_ written: Substring, _ ascii: String) -> String {
        if written.utf8.allSatisfy({ $0 < 0x80 }) { return String(written) }
        var output: UnsafeMutablePointer<CChar>?
        guard idn2_to_unicode_8z8z(ascii, &output, 0) == Int32(IDN2_OK.rawValue), let output else { return ascii }
        defer { idn2_free(output) }
        let usual = String(cString: output)
        return usual == written.lowercased().composed ? String(written) : usual
    }

    private static func punycode(_ domain: String) throws(EmailAddressError) -> String {
        var output: UnsafeMutablePointer<CChar>?
        let flags = Int32(IDN2_NFC_INPUT.rawValue | IDN2_NONTRANSITIONAL.rawValue)
        guard idn2_to_ascii_8z(domain, &output, flags) == Int32(IDN2_OK.rawValue), let output else {
            throw .badDomain(domain)
        }
        defer { idn2_free(output) }
        return String(cString: output)
    }
}

/// Which rule an e-mail address breaks.
package enum EmailAddressError: Error, Equatable {
    case empty
    case noAtSign
    case emptyLocalPart
    case localPartTooLong(actual: Int)
    case badLocalPart
    /// A character that cannot be seen, or that no address has.
    case badCharacter(Unicode.Scalar)
    case badDomain(String)
    case tooLong(actual: Int)
}
