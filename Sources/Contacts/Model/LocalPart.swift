/// What stands before the `@` of an e-mail address: a dot-atom or a quoted string (RFC 5321, section 4.1.2), with letters
/// of any script (RFC 6531).
struct LocalPart {
    /// In Unicode's composed form (NFC), quoted only where it must be.
    let text: String
    /// The form under which it is unique: in lower case.
    let key: String

    /// - Throws: `EmailAddressError` that says which rule it breaks.
    init(_ input: Substring) throws(EmailAddressError) {
        guard !input.isEmpty else { throw .emptyLocalPart }
        let composed = String(input).composed
        let plain = composed.utf8.first == UInt8(ascii: "\"") ? try Self.unquoted(composed) : composed
        if let scalar = plain.unicodeScalars.first(where: Self.isForbidden) { throw .badCharacter(scalar) }
        if Self.isDotAtom(plain) {
            text = plain
        } else if plain.utf8.count == composed.utf8.count {
            throw .badLocalPart
        } else {
            text = Self.quoted(plain)
        }
        guard text.utf8.count <= 64 else { throw .localPartTooLong(actual: text.utf8.count) }
        key = text.folded
    }

    /// Controls, and beyond ASCII also what is invisible, a space or no character at all.
    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 { return scalar.value < 0x20 || scalar.value == 0x7F }
        switch scalar.properties.generalCategory {
        case .spaceSeparator, .unassigned, .privateUse, .surrogate: return true
        default: return scalar.isInvisible
        }
    }

    private static func isDotAtom(_ text: String) -> Bool {
        var previous = UInt8(ascii: ".")
        for byte in text.utf8 {
            guard isAtom(byte) || byte == UInt8(ascii: ".") else { return false }
            if byte == UInt8(ascii: "."), previous == byte { return false }
            previous = byte
        }
        return previous != UInt8(ascii: ".")
    }

    private static func isAtom(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...:
            true
        default: "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
        }
    }

    /// What stands between the quotation marks.
    private static func unquoted(_ text: String) throws(EmailAddressError) -> String {
        var plain = ""
        var isEscaped = false
        var isClosed = false
        for scalar in text.unicodeScalars.dropFirst() {
            guard !isClosed else { throw .badLocalPart }
            if isEscaped {
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
                continue
            } else if scalar == "\"" {
                isClosed = true
                continue
            }
            plain.unicodeScalars.append(scalar)
        }
        guard isClosed, !plain.isEmpty else { throw .badLocalPart }
        return plain
    }

    private static func quoted(_ plain: String) -> String {
        var text = "\""
        for scalar in plain.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { text += "\\" }
            text.unicodeScalars.append(scalar)
        }
        return text + "\""
    }
}
