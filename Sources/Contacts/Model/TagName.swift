/// The normalised name of a tag: upper case, plain letters, no white space.
///
/// Two spellings that normalise to the same text are the same tag: `vip`, ` Vip ` and `VIP` name one tag,
/// `skład` becomes `SKLAD`.
package struct TagName: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The longest name that is kept, in characters.
    package static let maximumLength = 255

    package let text: String

    /// Normalises what a person or a file gave as a tag.
    ///
    /// - Throws: `TagNameError` when nothing is left, or more than 255 characters, or a comma would split the name.
    package init(_ input: String) throws(TagNameError) {
        let trimmed = input.trimmed
        guard !trimmed.isEmpty else { throw .empty }
        guard !trimmed.utf8.contains(UInt8(ascii: ",")) else { throw .comma(trimmed) }
        let text = Self.normalised(trimmed)
        // Counting bytes is quick, and there are never more characters than bytes.
        guard text.utf8.count <= Self.maximumLength || text.count <= Self.maximumLength else {
            throw .tooLong(limit: Self.maximumLength, actual: text.count)
        }
        self.text = text
    }

    /// Wraps a name that the database holds, which was normalised when it was written.
    package init(stored text: String) {
        self.text = text
    }

    package var description: String { text }

    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }

    private static let forbidden: Set<Character> = ["!", "#", "$", "&", "*", "\"", "'"]

    private static func normalised(_ input: String) -> String {
        if let plain = normalised(plain: input) { return plain }
        var result = ""
        result.reserveCapacity(input.utf8.count)
        for character in input.withoutDiacritics.uppercased() {
            result.append(character.isWhitespace || forbidden.contains(character) ? "_" : character)
        }
        return result
    }
}

extension TagName {
    /// The quick way for texts of printable ASCII, which most tags are.
    private static func normalised(plain input: String) -> String? {
        guard input.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) else { return nil }
        return String(unsafeUninitializedCapacity: input.utf8.count) { output in
            var count = 0
            for byte in input.utf8 {
                output[count] =
                    switch byte {
                    case UInt8(ascii: "a")...UInt8(ascii: "z"): byte - 0x20
                    case _ where " !#$&*\"'".utf8.contains(byte): UInt8(ascii: "_")
                    default: byte
                    }
                count += 1
            }
            return count
        }
    }
}

/// Why a text cannot be a tag.
package enum TagNameError: Error, Equatable {
    case empty
    case comma(String)
    case tooLong(limit: Int, actual: Int)
}
