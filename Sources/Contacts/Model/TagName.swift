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
        // Marks go first: what they hide, a comma or nothing at all, must not come out afterwards.
        let plain = input.withoutDiacritics.trimmed
        guard !plain.isEmpty else { throw .empty }
        guard !plain.utf8.contains(UInt8(ascii: ",")) else { throw .comma(input.trimmed) }
        let text = Self.normalised(plain)
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

    private static let forbidden: Set<Unicode.Scalar> = ["!", "#", "$", "&", "*", "\"", "'"]

    private static func normalised(_ plain: String) -> String {
        if let quick = normalised(printable: plain) { return quick }
        var result = ""
        result.reserveCapacity(plain.utf8.count)
        for character in plain.uppercased() {
            guard !character.isWhitespace else {
                result.append("_")
                continue
            }
            for scalar in character.unicodeScalars {
                // White space may also stand behind a sign that joins it, such as U+0604.
                let isReplaced = forbidden.contains(scalar) || scalar.properties.isWhitespace
                result.unicodeScalars.append(isReplaced ? "_" : scalar)
            }
        }
        return result
    }
}

extension TagName {
    /// The quick way for texts of printable ASCII, which most tags are.
    private static func normalised(printable input: String) -> String? {
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
