import Foundation

/// A JSON text that was checked against its limits and read once, in linear time.
///
/// Foundation's decoders have no limits of their own. A document finds every fault and every excess before one of them, or
/// `value`, makes anything of the text.
package struct JSONDocument: Sendable {
    let bytes: [UInt8]
    /// Every value and every name of a member, in the order of the text.
    let tokens: [JSONToken]

    /// Reads a text.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8 (RFC 8259, section 8.1).
    ///   - limits: What is refused.
    /// - Throws: `ParsingError`.
    package init(_ bytes: [UInt8], limits: ParsingLimits = .request) throws(ParsingError) {
        guard bytes.count <= limits.bytes else { throw .tooLarge(limit: limits.bytes) }
        var scanner = JSONScanner(limits: limits)
        tokens = try scanner.tokens(of: bytes)
        self.bytes = bytes
    }

    /// Reads a text.
    ///
    /// - Throws: `ParsingError`.
    package init(_ text: String, limits: ParsingLimits = .request) throws(ParsingError) {
        try self.init(Array(text.utf8), limits: limits)
    }

    package var isObject: Bool { tokens.first?.kind == .object }

    /// Whether a text in it has a zero character, which no database stores.
    package var hasZeroCharacter: Bool { tokens.contains { $0.kind == .text && $0.hasZeroCharacter } }

    /// The names of the members of the outermost object.
    package var names: [String] {
        var names: [String] = []
        forEachMember { name, _ in names.append(name) }
        return names
    }

    /// A name that two members of one object have, of which readers would take different ones.
    package var repeatedName: String? {
        /// Objects and lists that are open: where they end, and the names met in an object.
        var open: [(end: Int, names: Set<String>?)] = []
        var position = 0
        while position < tokens.count {
            while let last = open.last, position >= last.end { open.removeLast() }
            if open.last?.names != nil {
                guard case .text(let name)? = scalar(at: position) else { return nil }
                guard open[open.count - 1].names?.insert(name).inserted == true else { return name }
                position += 1
            }
            switch tokens[position].kind {
            case .object: open.append((tokens[position].next, []))
            case .list: open.append((tokens[position].next, nil))
            default: break
            }
            position += 1
        }
        return nil
    }

    /// A member of the outermost object, when that is a text, a number or a flag.
    ///
    /// - Returns: Its text; `nil` when there is no such member. Of several with one name the last one counts.
    package func text(of name: String) -> String? {
        var found: String?
        forEachMember { member, position in
            if member == name { found = scalar(at: position)?.asText }
        }
        return found
    }

    /// Decodes the text.
    ///
    /// - Throws: `DecodingError`.
    package func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: Data(bytes))
    }

    /// Calls the body with the name of each member of the outermost object and the position of its value.
    private func forEachMember(_ body: (String, Int) -> Void) {
        guard isObject else { return }
        var position = 1
        while position < tokens.count {
            guard case .text(let name) = scalar(at: position) else { return }
            body(name, position + 1)
            position = tokens[position + 1].next
        }
    }
}
