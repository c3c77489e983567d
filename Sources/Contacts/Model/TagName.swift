import Foundation

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
        let plain = input.withoutDiacritics.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !plain.isEmpty else { throw .empty }
        guard !plain.unicodeScalars.contains(",") else {
            throw .comma(input.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        let text = Self.normalised(plain)
        guard text.count <= Self.maximumLength else { throw .tooLong(limit: Self.maximumLength, actual: text.count) }
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
        var result = ""
        result.reserveCapacity(plain.utf8.count)
        for character in plain.uppercased() {
            guard !character.isWhitespace else {
                result.append("_")
                continue
            }
            for scalar in character.unicodeScalars {
                result.unicodeScalars.append(forbidden.contains(scalar) ? "_" : scalar)
            }
        }
        return result
    }
}

/// Why a text cannot be a tag.
package enum TagNameError: Error, Equatable {
    case empty
    case comma(String)
    case tooLong(limit: Int, actual: Int)
}
