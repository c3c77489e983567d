import Bitmaps

/// Writes lists in the text form that a database parses: JSON for SQLite, array literals for PostgreSQL.
enum ListLiteral {
    static func json(_ numbers: Bitmap) -> [UInt8] {
        digits(of: numbers, open: UInt8(ascii: "["), close: UInt8(ascii: "]"))
    }

    static func array(_ numbers: Bitmap) -> [UInt8] {
        digits(of: numbers, open: UInt8(ascii: "{"), close: UInt8(ascii: "}"))
    }

    static func json(_ texts: [String]) -> [UInt8] {
        quoted(texts, open: UInt8(ascii: "["), close: UInt8(ascii: "]")) { byte in
            byte < 0x20 ? Array("\\u00".utf8) + [hexDigit(byte >> 4), hexDigit(byte & 15)] : nil
        }
    }

    static func array(_ texts: [String]) -> [UInt8] {
        quoted(texts, open: UInt8(ascii: "{"), close: UInt8(ascii: "}")) { _ in nil }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    private static func quoted(
        _ texts: [String],
        open: UInt8,
        close: UInt8,
        escape: (UInt8) -> [UInt8]?
    ) -> [UInt8] {
        let quote = UInt8(ascii: "\"")
        let backslash = UInt8(ascii: "\\")
        var result: [UInt8] = [open]
        for (index, text) in texts.enumerated() {
            if index > 0 { result.append(UInt8(ascii: ",")) }
            result.append(quote)
            for byte in text.utf8 {
                if let escaped = escape(byte) {
                    result += escaped
                } else {
                    if byte == quote || byte == backslash { result.append(backslash) }
                    result.append(byte)
                }
            }
            result.append(quote)
        }
        result.append(close)
        return result
    }

    /// Written out by hand because a bucket has up to 65,536 members and a bulk action binds them several times.
    private static func digits(of bitmap: Bitmap, open: UInt8, close: UInt8) -> [UInt8] {
        let numbers = bitmap.numbers
        let longest = 11
        return [UInt8](unsafeUninitializedCapacity: numbers.count * longest + 2) { buffer, initialized in
            buffer[0] = open
            var position = 1
            for number in numbers {
                var rest = number
                var length = 1
                while rest >= 10 {
                    rest /= 10
                    length += 1
                }
                rest = number
                for offset in stride(from: length - 1, through: 0, by: -1) {
                    buffer[position + offset] = UInt8(ascii: "0") + UInt8(rest % 10)
                    rest /= 10
                }
                position += length
                buffer[position] = UInt8(ascii: ",")
                position += 1
            }
            if !numbers.isEmpty { position -= 1 }
            buffer[position] = close
            initialized = position + 1
        }
    }
}
