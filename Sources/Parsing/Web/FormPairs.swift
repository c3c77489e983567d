/// The pairs of a submitted form or of the query part of an address (application/x-www-form-urlencoded).
package struct FormPairs: Sendable {
    /// Names and values in the order of the text.
    package let pairs: [(name: String, value: String)]

    /// Reads a text such as `a=1&b=two+words` in one walk.
    ///
    /// - Parameters:
    ///   - text: The text; an escape that is not one stays as it is written.
    ///   - limit: The most pairs.
    /// - Throws: `ParsingError.tooManyValues`.
    package init(_ text: String, atMost limit: Int) throws(ParsingError) {
        let bytes = Array(text.utf8)
        var pairs: [(name: String, value: String)] = []
        for part in bytes.split(separator: UInt8(ascii: "&"), maxSplits: limit) {
            guard pairs.count < limit else { throw .tooManyValues(limit: limit) }
            let pieces = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            pairs.append((Self.decoded(pieces[0]), pieces.count > 1 ? Self.decoded(pieces[1]) : ""))
        }
        self.pairs = pairs
    }

    private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "%") }) else {
            return String(decoding: bytes, as: UTF8.self)
        }
        let spaced = bytes.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }
        guard let plain = unescaped(spaced), let text = String(validating: plain, as: UTF8.self) else {
            return String(decoding: spaced, as: UTF8.self)
        }
        return text
    }

    private static func unescaped(_ bytes: [UInt8]) -> [UInt8]? {
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            guard byte == UInt8(ascii: "%") else {
                plain.append(byte)
                continue
            }
            guard position + 1 < bytes.count, let high = HexDigit.value(bytes[position]),
                let low = HexDigit.value(bytes[position + 1])
            else { return nil }
            plain.append(high << 4 | low)
            position += 2
        }
        return plain
    }
}
