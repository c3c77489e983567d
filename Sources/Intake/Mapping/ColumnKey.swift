import Contacts

/// A column's name as names are compared: letters and digits only, in lower case, without marks.
///
/// `E-mail 1 - Value`, `email 1 value` and `EMAIL1VALUE` are the same column; so are `Imię` and `imie`.
struct ColumnKey: Hashable, Sendable, ExpressibleByStringLiteral {
    let text: String

    init(_ name: String) {
        guard !name.utf8.allSatisfy({ $0 < 0x80 }) else {
            text = Self.key(plain: name)
            return
        }
        text = String(name.withoutDiacritics.lowercased().filter { $0.isLetter || $0.isNumber })
    }

    /// The quick way for ASCII, which most names and words are.
    private static func key(plain name: String) -> String {
        String(unsafeUninitializedCapacity: name.utf8.count) { output in
            var count = 0
            for byte in name.utf8 {
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): output[count] = byte
                case UInt8(ascii: "A")...UInt8(ascii: "Z"): output[count] = byte + 0x20
                default: continue
                }
                count += 1
            }
            return count
        }
    }

    init(stringLiteral name: String) {
        self.init(name)
    }
}
