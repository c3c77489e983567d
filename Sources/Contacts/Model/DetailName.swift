/// The name of a standard detail: free text, case-sensitive, common to many contacts.
///
/// It is kept composed (Unicode NFC): databases compare bytes, and `é` has two spellings.
package struct DetailName: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The longest name that is kept, in characters.
    package static let maximumLength = 255

    package let text: String

    /// Trims white space around the name and composes letters with their marks, so that one name has one encoding.
    ///
    /// - Throws: `DetailNameError` when nothing is left or the name is too long.
    package init(_ input: String) throws(DetailNameError) {
        let trimmed = input.trimmed.composed
        guard !trimmed.isEmpty else { throw .empty }
        guard trimmed.count <= Self.maximumLength else {
            throw .tooLong(limit: Self.maximumLength, actual: trimmed.count)
        }
        text = trimmed
    }

    /// Wraps a name that the database holds, which was checked when it was written.
    package init(stored text: String) {
        self.text = text
    }

    package var description: String { text }

    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

/// Why a text cannot name a standard detail.
package enum DetailNameError: Error, Equatable {
    case empty
    case tooLong(limit: Int, actual: Int)
}
