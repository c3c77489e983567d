/// Turns the bytes of a file into UTF-8, block after block.
struct UTF8Converter {
    private let encoding: TextEncoding
    private var isAtStart = true
    /// What the last block of UTF-16 left over: an odd byte, the first half of a pair.
    private var oddByte: UInt8?
    private var highSurrogate: UInt16?
    private var isBigEndian = false

    init(_ encoding: TextEncoding) {
        self.encoding = encoding
    }

    /// Gives the next block as UTF-8, without a byte order mark.
    mutating func convert<Result>(
        _ block: UnsafeRawBufferPointer,
        _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        let isFirst = isAtStart
        isAtStart = false
        switch encoding {
        case .utf8:
            let hasMark = isFirst && block.starts(with: [0xEF, 0xBB, 0xBF])
            return try body(UnsafeRawBufferPointer(rebasing: block.dropFirst(hasMark ? 3 : 0)))
        case .cp1250, .latin2:
            let page = encoding == .cp1250 ? CodePage.cp1250 : .latin2
            return try page.utf8(of: block).withUnsafeBytes(body)
        case .utf16:
            var rest = block[...]
            if isFirst, rest.starts(with: [0xFE, 0xFF]) { isBigEndian = true }
            if isFirst, rest.starts(with: [0xFE, 0xFF]) || rest.starts(with: [0xFF, 0xFE]) {
                rest = rest.dropFirst(2)
            }
            let output = utf8(ofUTF16: rest)
            return try output.withUnsafeBytes(body)
        }
    }

    private mutating func utf8(ofUTF16 bytes: Slice<UnsafeRawBufferPointer>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        for byte in bytes {
            guard let first = oddByte else {
                oddByte = byte
                continue
            }
            oddByte = nil
            let unit = isBigEndian ? UInt16(first) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(first)
            append(unit, to: &output)
        }
        return output
    }

    private mutating func append(_ unit: UInt16, to output: inout [UInt8]) {
        if UTF16.isLeadSurrogate(unit) {
            if highSurrogate != nil { output += "\u{FFFD}".utf8 }
            highSurrogate = unit
            return
        }
        var units = [unit]
        if let highSurrogate { units.insert(highSurrogate, at: 0) }
        highSurrogate = nil
        output += String(decoding: units, as: UTF16.self).utf8
    }
}
