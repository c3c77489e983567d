/// Rows in PostgreSQL's text format for COPY.
struct CopyText {
    var bytes: [UInt8] = []

    mutating func append(_ row: ArraySlice<SQLValue>) {
        var isFirst = true
        for value in row {
            if !isFirst { bytes.append(UInt8(ascii: "\t")) }
            isFirst = false
            append(value)
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    private mutating func append(_ value: SQLValue) {
        switch value {
        case .null: bytes += "\\N".utf8
        case .integer(let integer): bytes += String(integer).utf8
        case .real(let real): bytes += String(real).utf8
        case .text(let text): for byte in text.utf8 { append(escaped: byte) }
        case .bytes(let value):
            bytes += "\\\\x".utf8
            for byte in value {
                bytes.append(Self.digits[Int(byte >> 4)])
                bytes.append(Self.digits[Int(byte & 15)])
            }
        case .numbers(let numbers): bytes += ListLiteral.array(numbers)
        case .texts(let texts): for byte in ListLiteral.array(texts) { append(escaped: byte) }
        }
    }

    private mutating func append(escaped byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\t"): bytes += "\\t".utf8
        case UInt8(ascii: "\n"): bytes += "\\n".utf8
        case UInt8(ascii: "\r"): bytes += "\\r".utf8
        case UInt8(ascii: "\\"): bytes += "\\\\".utf8
        default: bytes.append(byte)
        }
    }

    private static let digits = Array("0123456789abcdef".utf8)
}
