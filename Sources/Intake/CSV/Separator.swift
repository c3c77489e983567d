/// What stands between the columns of a file.
package enum Separator: String, Sendable, CaseIterable, Codable {
    case comma
    case semicolon
    case tab

    /// Reads the word or the character itself.
    package init?(word: String) {
        switch word.lowercased() {
        case "comma", ",": self = .comma
        case "semicolon", ";": self = .semicolon
        case "tab", "\t", "\\t": self = .tab
        default: return nil
        }
    }

    var byte: UInt8 {
        switch self {
        case .comma: UInt8(ascii: ",")
        case .semicolon: UInt8(ascii: ";")
        case .tab: UInt8(ascii: "\t")
        }
    }

    /// The separator that a header line uses most, outside quotes.
    ///
    /// Of two that are equally frequent the one that is rarer in text wins: tab, semicolon, comma.
    init(detectedIn utf8: some Sequence<UInt8>) {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in utf8 {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                if counts.isEmpty { continue }
                break
            }
            // Any other byte says that the line is not blank.
            counts[byte, default: 0] += 1
        }
        self = .comma
        for candidate in [Self.semicolon, .tab] where counts[candidate.byte, default: 0] > 0 {
            if counts[candidate.byte, default: 0] >= counts[byte, default: 0] { self = candidate }
        }
    }
}
