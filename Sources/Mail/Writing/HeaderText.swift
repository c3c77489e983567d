import Foundation

/// Values of headers in ASCII: in the encoded words of RFC 2047 where needed, and folded.
enum HeaderText {
    /// Longer words do not fit into a folded line, in octets.
    private static let longestWord = 60
    /// So that a word with its frame has 75 octets at most, as RFC 2047 asks.
    private static let octetsInWord = 45

    /// The text as it is if every reader gets it right so, else in encoded words.
    ///
    /// A text is encoded whole: blanks between an encoded and a plain word are lost or doubled by some readers.
    static func encoded(_ text: String) -> String {
        if isPlain(text) { return text }
        var words: [String] = []
        var word: [UInt8] = []
        // A character that is one for people stays in one word.
        for character in text {
            if !word.isEmpty, word.count + character.utf8.count > octetsInWord {
                words.append(frame(word))
                word = []
            }
            for scalar in character.unicodeScalars {
                let octets = Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                if word.count + octets.count > octetsInWord {
                    words.append(frame(word))
                    word = []
                }
                word += octets
            }
        }
        if !word.isEmpty { words.append(frame(word)) }
        return words.joined(separator: " ")
    }

    /// An address with its name as a phrase, if it has one.
    static func address(_ address: EnvelopeAddress, name: String?) -> String {
        guard let name, !name.isEmpty else { return address.text }
        guard isPlain(name) else { return "\(encoded(name)) <\(address.text)>" }
        if name.utf8.allSatisfy(isAtomByte) { return "\(name) <\(address.text)>" }
        let quoted = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(quoted)\" <\(address.text)>"
    }

    /// The value with LF and a blank in place of blanks, so that lines have 76 octets where that can be.
    static func folded(_ value: String, after name: String) -> String {
        var folded = ""
        var length = name.utf8.count + 2
        for (index, word) in value.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
            if index > 0, length + 1 + word.utf8.count > 76, !word.isEmpty {
                folded += "\n "
                length = 1
            } else if index > 0 {
                folded += " "
                length += 1
            }
            folded += word
            length += word.utf8.count
        }
        return folded
    }

    private static func isAtomByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "):
            true
        default: "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
        }
    }

    private static func frame(_ octets: [UInt8]) -> String {
        "=?utf-8?B?\(Data(octets).base64EncodedString())?="
    }

    private static func isPlain(_ text: String) -> Bool {
        // White space at the ends or in a row is lost on the way; the same signs typed by a person are no code.
        guard !text.hasPrefix(" "), !text.hasSuffix(" "), !text.contains("  "), !text.contains("=?") else {
            return false
        }
        guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return false }
        return text.split(separator: " ").allSatisfy { $0.utf8.count <= longestWord }
    }
}
