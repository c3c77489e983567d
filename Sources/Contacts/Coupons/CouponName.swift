/// The name that the coupons of one offer share: letters A to Z, digits, hyphens and underscores, in upper case.
///
/// `spring26` and `SPRING26` name one offer. A contact has at most one coupon of a name.
package struct CouponName: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The longest name, in characters.
    package static let maximumLength = 64

    package let text: String

    /// Checks what a person or a file gave as a name.
    ///
    /// - Throws: `CouponNameError` when nothing is left, the name is too long, or it holds another character.
    package init(_ input: String) throws(CouponNameError) {
        let trimmed = input.trimmed
        guard !trimmed.isEmpty else { throw .empty }
        guard trimmed.count <= Self.maximumLength else {
            throw .tooLong(limit: Self.maximumLength, actual: trimmed.count)
        }
        if let unfit = trimmed.first(where: { !Self.isFit($0) }) { throw .unfitCharacter(unfit) }
        text = trimmed.uppercased()
    }

    /// Wraps a name that the database holds, which was checked when it was written.
    package init(stored text: String) {
        self.text = text
    }

    package var description: String { text }

    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }

    private static func isFit(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "-" || character == "_")
    }
}

/// Why a text cannot name coupons.
package enum CouponNameError: Error, Equatable {
    case empty
    case tooLong(limit: Int, actual: Int)
    case unfitCharacter(Character)

    /// The problem in words, without the name.
    package var problem: String {
        switch self {
        case .empty: "it is empty"
        case .tooLong(let limit, let actual): "it has \(actual) characters, the limit is \(limit)"
        case .unfitCharacter(let character):
            "it has \(character == " " ? "a space" : "“\(character)”"), use letters from A to Z, digits, - and _"
        }
    }
}
