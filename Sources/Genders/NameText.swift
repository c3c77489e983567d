import Foundation

/// A name as the lists see it: without case and diacritics.
enum NameText {
    /// The text in small letters without diacritics; every dash is a hyphen, every space and quotation mark a space, and
    /// apostrophes are gone.
    static func folded(_ text: String) -> String {
        foldedLatin(text) ?? text.unicodeScalars.reduce(into: "") { $0 += plain($1) }
    }

    /// The quick way for texts of Latin letters only, which most names are; nothing for others.
    private static func foldedLatin(_ text: String) -> String? {
        var text = text
        let table = latin
        return text.withUTF8 { bytes in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count * 2) { output in
                var count = 0
                var index = 0
                while index < bytes.count {
                    var scalar = Int(bytes[index])
                    index += 1
                    if scalar >= 0x80 {
                        // Two bytes, whose scalar is below U+0250.
                        guard (0xC2...0xC9).contains(scalar), index < bytes.count else { return nil }
                        scalar = (scalar & 0x1F) << 6 | Int(bytes[index] & 0x3F)
                        index += 1
                        guard scalar < table.count else { return nil }
                    }
                    let (first, second) = table[scalar]
                    if first != 0 {
                        output[count] = first
                        count += 1
                    }
                    if second != 0 {
                        output[count] = second
                        count += 1
                    }
                }
                return String(decoding: output[..<count], as: UTF8.self)
            }
        }
    }

    /// The plain forms of the Latin letters, by their number: each has two bytes at most, of which zero stands for none.
    private static let latin: [(UInt8, UInt8)] = (0..<0x250 as Range<UInt32>).map { number in
        let bytes = Unicode.Scalar(number).map { Array(plain($0).utf8) } ?? []
        return (bytes.first ?? 0, bytes.count > 1 ? bytes[1] : 0)
    }

    private static func plain(_ scalar: Unicode.Scalar) -> String {
        var result = ""
        for scalar in String(scalar).decomposedStringWithCanonicalMapping.lowercased().unicodeScalars {
            switch scalar {
            case "\u{300}"..."\u{36F}", "'", "’", "‘", "ʼ", "`", "´": continue
            case "‐", "‑", "‒", "–", "—", "−": result += "-"
            case "\"", "“", "”", "„", "«", "»": result += " "
            case "ł": result += "l"
            case "ß": result += "ss"
            case "ø": result += "o"
            case "đ", "ð": result += "d"
            case "æ": result += "ae"
            case "œ": result += "oe"
            case "ı": result += "i"
            case _ where scalar.properties.isWhitespace || scalar.value < 0x20: result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
