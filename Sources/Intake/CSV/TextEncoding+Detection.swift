extension TextEncoding {
    /// The encoding that a piece of text from the beginning of a file is most likely written in.
    ///
    /// A byte order mark decides; so does UTF-8 that is valid but for single broken letters. Else the letters of Polish,
    /// Czech, Slovak and Hungarian that the two code pages place differently are counted. In doubt it is CP1250, which
    /// spreadsheets on Windows write.
    init(detectedIn bytes: some RandomAccessCollection<UInt8>) {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            self = .utf16
        } else if bytes.starts(with: [0xEF, 0xBB, 0xBF]) || Self.isMostlyUTF8(bytes) {
            self = .utf8
        } else {
            self = Self.codePage(of: bytes)
        }
    }

    /// Whether broken letters are rare among those beyond ASCII.
    private static func isMostlyUTF8(_ bytes: some RandomAccessCollection<UInt8>) -> Bool {
        var letters = 0
        var broken = 0
        var missing = 0
        for byte in bytes {
            if missing > 0, byte & 0xC0 == 0x80 {
                missing -= 1
                if missing == 0 { letters += 1 }
                continue
            }
            if missing > 0 { broken += 1 }
            switch byte {
            case 0..<0x80: missing = 0
            case 0xC2..<0xE0: missing = 1
            case 0xE0..<0xF0: missing = 2
            case 0xF0..<0xF5: missing = 3
            default:
                missing = 0
                broken += 1
            }
        }
        return broken * 20 <= letters
    }

    private static func codePage(of bytes: some RandomAccessCollection<UInt8>) -> Self {
        var windows = 0
        var latin = 0
        for byte in bytes where byte >= 0x80 {
            switch byte {
            // Ś Ť Ž Ź Š ś ť ž ź š and quotation marks of CP1250, where Latin-2 has control characters.
            case 0x80..<0xA0: windows += 1
            // Ą Ś Š Ť Ź Ž ą ś ť ź ž of Latin-2, where CP1250 has signs that names do not have.
            case 0xA1, 0xA6, 0xA9, 0xAB, 0xAC, 0xAE, 0xB1, 0xB6, 0xBB, 0xBC, 0xBE: latin += 1
            default: break
            }
        }
        return latin > windows ? .latin2 : .cp1250
    }
}
