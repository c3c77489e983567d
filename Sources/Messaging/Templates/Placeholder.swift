package import Contacts

/// What stands for a part of a message that differs from contact to contact.
package enum Placeholder: Hashable, Sendable {
    /// The first word of the name.
    case firstName
    case field(ProfileField)
    case score
    case state
    case detail(DetailName)
    /// The code of the contact's coupon of this name.
    case coupon(CouponName)
    /// The page on which the contact unsubscribes.
    case unsubscribe
    /// The page on which the contact says what it wants.
    case preferences
    /// The page on which the contact confirms what a form asked for.
    case confirmation

    /// Reads the word between the braces.
    ///
    /// - Throws: `TemplateError.unknownPlaceholder`.
    package init(word: String) throws(TemplateError) {
        let constants: [String: Placeholder] = [
            "first-name": .firstName, "score": .score, "state": .state, "unsubscribe-url": .unsubscribe,
            "preferences-url": .preferences, "confirm-url": .confirmation,
        ]
        if let constant = constants[word] {
            self = constant
        } else if let field = ProfileField(word: word) {
            self = .field(field)
        } else if let name = Self.name(in: word, behind: "detail."), let detail = try? DetailName(name) {
            self = .detail(detail)
        } else if let name = Self.name(in: word, behind: "coupon."), let coupon = try? CouponName(name) {
            self = .coupon(coupon)
        } else {
            throw .unknownPlaceholder(word)
        }
    }

    /// The word between the braces.
    var word: String {
        switch self {
        case .firstName: "first-name"
        case .field(let field): field.word
        case .score: "score"
        case .state: "state"
        case .detail(let name): "detail.\(name.text)"
        case .coupon(let name): "coupon.\(name.text)"
        case .unsubscribe: "unsubscribe-url"
        case .preferences: "preferences-url"
        case .confirmation: "confirm-url"
        }
    }

    private static func name(in word: String, behind prefix: String) -> String? {
        word.hasPrefix(prefix) ? String(word.dropFirst(prefix.count)) : nil
    }

    /// The words of all that need no name, for help and errors.
    package static let words =
        ["first-name"] + ProfileField.allCases.map(\.word)
        + ["score", "state", "unsubscribe-url", "preferences-url", "confirm-url"]
}
