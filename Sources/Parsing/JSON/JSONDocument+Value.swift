extension JSONDocument {
    /// The text as a tree of values.
    package var value: JSONValue {
        var position = 0
        return value(at: &position)
    }

    /// The text, number, flag or null at a position.
    func scalar(at position: Int) -> JSONValue? {
        let token = tokens[position]
        switch token.kind {
        case .null: return .null
        case .yes: return .flag(true)
        case .no: return .flag(false)
        case .integer:
            let digits = String(decoding: bytes[token.range], as: UTF8.self)
            return Int64(digits).map(JSONValue.integer) ?? Double(digits).map(JSONValue.number)
        case .number: return Double(String(decoding: bytes[token.range], as: UTF8.self)).map(JSONValue.number)
        case .text:
            return .text(token.hasEscapes ? resolved(token) : String(decoding: bytes[token.range], as: UTF8.self))
        case .list, .object: return nil
        }
    }

    /// Recursion is as deep as the limit that the document was read with.
    private func value(at position: inout Int) -> JSONValue {
        let token = tokens[position]
        switch token.kind {
        case .list:
            position += 1
            var elements: [JSONValue] = []
            while position < token.next { elements.append(value(at: &position)) }
            return .list(elements)
        case .object:
            position += 1
            var members: [String: JSONValue] = [:]
            while position < token.next {
                let name = scalar(at: position)?.asText ?? ""
                position += 1
                members[name] = value(at: &position)
            }
            return .object(members)
        default:
            defer { position += 1 }
            return scalar(at: position) ?? .null
        }
    }

    private func resolved(_ token: JSONToken) -> String {
        var reader = JSONByteReader(Array(bytes[token.range]))
        var text: [UInt8] = []
        text.reserveCapacity(token.range.count)
        while let byte = reader.peek {
            if byte == UInt8(ascii: "\\") {
                // The scanner has read the same escapes before.
                if let code = try? reader.escape(), let scalar = Unicode.Scalar(code) {
                    text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                }
            } else {
                text.append(byte)
                reader.advance()
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
