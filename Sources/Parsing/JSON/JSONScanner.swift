/// Cuts a JSON text into tokens (RFC 8259), one byte after the other and without recursion.
struct JSONScanner {
    /// What may follow.
    private enum Expectation {
        case value, valueOrEnd, nameOrEnd, name, colon, separator, end
    }

    /// The longest number, in bytes: more digits than any number means.
    private static let longestNumber = 64

    private let limits: ParsingLimits
    private var tokens: [JSONToken] = []
    /// The lists and objects that are open, as positions in `tokens`.
    private var open: [Int] = []
    private var values = 0

    init(limits: ParsingLimits) {
        self.limits = limits
    }

    mutating func tokens(of bytes: [UInt8]) throws(ParsingError) -> [JSONToken] {
        guard bytes.count < Int(Int32.max) else { throw .tooLarge(limit: limits.bytes) }
        tokens.reserveCapacity(min(bytes.count / 8 + 1, limits.values))
        var reader = JSONByteReader(bytes)
        var expected = Expectation.value
        while true {
            reader.skipSpace()
            guard let byte = reader.peek else { break }
            switch (expected, byte) {
            case (.valueOrEnd, UInt8(ascii: "]")), (.nameOrEnd, UInt8(ascii: "}")):
                reader.advance()
                expected = close()
            case (.separator, UInt8(ascii: ",")):
                reader.advance()
                expected = isInObject ? .name : .value
            case (.separator, UInt8(ascii: "]")) where !isInObject, (.separator, UInt8(ascii: "}")) where isInObject:
                reader.advance()
                expected = close()
            case (.name, UInt8(ascii: "\"")), (.nameOrEnd, UInt8(ascii: "\"")):
                tokens.append(try reader.text(at: tokens.count))
                expected = .colon
            case (.colon, UInt8(ascii: ":")):
                reader.advance()
                expected = .value
            case (.value, _), (.valueOrEnd, _): expected = try value(byte, &reader)
            default: throw reader.malformed(Self.problem(expected))
            }
        }
        guard expected == .end else { throw reader.malformed("the text ends too early") }
        return tokens
    }

    private mutating func value(_ byte: UInt8, _ reader: inout JSONByteReader) throws(ParsingError) -> Expectation {
        values += 1
        guard values <= limits.values else { throw .tooManyValues(limit: limits.values) }
        switch byte {
        case UInt8(ascii: "{"): return try begin(.object, &reader)
        case UInt8(ascii: "["): return try begin(.list, &reader)
        case UInt8(ascii: "\""): tokens.append(try reader.text(at: tokens.count))
        case UInt8(ascii: "t"): tokens.append(try reader.word("true", .yes, at: tokens.count))
        case UInt8(ascii: "f"): tokens.append(try reader.word("false", .no, at: tokens.count))
        case UInt8(ascii: "n"): tokens.append(try reader.word("null", .null, at: tokens.count))
        default: tokens.append(try reader.number(atMost: Self.longestNumber, at: tokens.count))
        }
        return open.isEmpty ? .end : .separator
    }

    private mutating func begin(
        _ kind: JSONToken.Kind,
        _ reader: inout JSONByteReader
    ) throws(ParsingError) -> Expectation {
        guard open.count < limits.depth else { throw .tooDeep(limit: limits.depth) }
        open.append(tokens.count)
        tokens.append(JSONToken(kind: kind, start: Int32(reader.position), end: 0, following: 0))
        reader.advance()
        return kind == .object ? .nameOrEnd : .valueOrEnd
    }

    private mutating func close() -> Expectation {
        tokens[open.removeLast()].following = Int32(tokens.count)
        return open.isEmpty ? .end : .separator
    }

    private var isInObject: Bool { open.last.map { tokens[$0].kind == .object } ?? false }

    private static func problem(_ expected: Expectation) -> String {
        switch expected {
        case .value, .valueOrEnd: "a value is missing"
        case .name, .nameOrEnd: "the name of a member in double quotes is missing"
        case .colon: "a colon is missing"
        case .separator: "a comma or the end of the list or object is missing"
        case .end: "something follows the value"
        }
    }
}
