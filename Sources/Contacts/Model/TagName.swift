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
        let trimmed = input.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !trimmed.isEmpty else { throw .empty }
        guard !trimmed.contains(",") else { throw .comma(trimmed) }
        let text = Self.normalised(trimmed)
        guard text.count <= Self.maximumLength else { throw .tooLong(limit: Self.maximumLength, actual: text.count) }
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
        var result = ""
        result.reserveCapacity(input.utf8.count)
        for character in input.withoutDiacritics.uppercased() {
            result.append(character.isWhitespace || forbidden.contains(character) ? "_" : character)
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
