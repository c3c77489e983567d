/// Reads the elementary values of a JSON text.
struct JSONByteReader {
    private let bytes: [UInt8]
    private(set) var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func advance() { position += 1 }

    mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    func malformed(_ problem: String) -> ParsingError {
        .malformed(format: "JSON", byte: position + 1, problem: problem)
    }

    mutating func word(
        _ word: StaticString,
        _ kind: JSONToken.Kind,
        at index: Int
    ) throws(ParsingError) -> JSONToken {
        let start = position
        let count = word.utf8CodeUnitCount
        guard start + count <= bytes.count, (0..<count).allSatisfy({ bytes[start + $0] == word.utf8Start[$0] }) else {
            throw malformed("a value is missing")
        }
        position += count
        return token(kind, from: start, at: index)
    }

    mutating func number(atMost longest: Int, at index: Int) throws(ParsingError) -> JSONToken {
        let start = position
        if peek == UInt8(ascii: "-") { advance() }
        let first = position
        guard skipDigits() > 0 else { throw malformed("a value is missing") }
        guard bytes[first] != UInt8(ascii: "0") || position == first + 1 else {
            throw malformed("a number begins with a zero")
        }
        var kind = JSONToken.Kind.integer
        if peek == UInt8(ascii: ".") {
            kind = .number
            advance()
            guard skipDigits() > 0 else { throw malformed("a digit is missing") }
        }
        if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
            kind = .number
            advance()
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { advance() }
            guard skipDigits() > 0 else { throw malformed("a digit is missing") }
        }
        guard position - start <= longest else { throw malformed("a number has more than \(longest) characters") }
        let token = token(kind, from: start, at: index)
        guard Double(String(decoding: bytes[token.range], as: UTF8.self))?.isFinite == true else {
            throw malformed("a number is too large")
        }
        return token
    }

    /// A text, from one quotation mark to the other.
    mutating func text(at index: Int) throws(ParsingError) -> JSONToken {
        advance()
        let start = position
        var hasEscapes = false
        var hasZeroCharacter = false
        var isASCII = true
        while true {
            guard let byte = peek else { throw malformed("a text is not closed") }
            if byte == UInt8(ascii: "\"") { break }
            guard byte >= 0x20 else { throw malformed("a control character stands in a text without an escape") }
            if byte >= 0x80 { isASCII = false }
            if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                if try escape() == 0 { hasZeroCharacter = true }
            } else {
                advance()
            }
        }
        guard isASCII || String(validating: bytes[start..<position], as: UTF8.self) != nil else {
            throw malformed("a text is not UTF-8")
        }
        var token = token(.text, from: start, at: index)
        token.hasEscapes = hasEscapes
        token.hasZeroCharacter = hasZeroCharacter
        advance()
        return token
    }

    /// Reads an escape, and for a character outside the basic plane both of its halves.
    ///
    /// - Returns: The character.
    mutating func escape() throws(ParsingError) -> UInt32 {
        advance()
        guard let byte = peek else { throw malformed("a text is not closed") }
        advance()
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UInt32(byte)
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "f"): return 0x0C
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "t"): return 0x09
        case UInt8(ascii: "u"):
            let first = try fourHexDigits()
            guard (0xD800...0xDFFF).contains(first) else { return first }
            guard first < 0xDC00, peek == UInt8(ascii: "\\"), position + 1 < bytes.count,
                bytes[position + 1] == UInt8(ascii: "u")
            else { throw malformed("half a character is escaped") }
            position += 2
            let second = try fourHexDigits()
            guard (0xDC00...0xDFFF).contains(second) else { throw malformed("half a character is escaped") }
            return 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
        default: throw malformed("an unknown escape")
        }
    }

    private mutating func fourHexDigits() throws(ParsingError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek, let digit = HexDigit.value(byte) else {
                throw malformed("a hexadecimal digit is missing")
            }
            value = value << 4 | UInt32(digit)
            advance()
        }
        return value
    }

    private mutating func skipDigits() -> Int {
        let start = position
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { advance() }
        return position - start
    }

    private func token(_ kind: JSONToken.Kind, from start: Int, at index: Int) -> JSONToken {
        JSONToken(kind: kind, start: Int32(start), end: Int32(position), following: Int32(index + 1))
    }
}
