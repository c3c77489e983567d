package import Contacts
package import Tracking

/// Why a part of a plan is not an action.
///
/// Decoding throws `DecodingError.dataCorrupted`, whose context holds the path, this error as the underlying one, and
/// the place with `message` as the description.
package enum ActionFormatError: Error, Equatable {
    case notOneAction
    case unknownAction(String)
    case noOptIn
    case unknownWord(String, allowed: [String])
    case wrongKind(String)
    case unknownKey(String, allowed: [String])
    case missingKey(String)
    case namesOrDetails
    case emptyList
    case emptyText
    case tooLong(limit: Int, actual: Int)
    case outOfRange(ClosedRange<Int64>)
    case tagName(String, TagNameError)
    case detailName(DetailNameError)
    case couponName(String, CouponNameError)
    case webAddress(String, WebAddressError)
    /// Two answers of action O have one tag.
    case sameTags(TagName)
    /// Something that only rules and workflows write, in words.
    case automation(String)

    /// The error in words: what is wrong and what to write instead, without the place.
    package var message: String {
        switch self {
        case .notOneAction: "write each action as one name with its settings, such as \"set-score: 10\""
        case .unknownAction(let name):
            "there is no action \"\(name)\"; the actions are \(Self.list(ActionName.allCases.map(\.rawValue)))"
        case .noOptIn:
            "a bulk action never gives consent, only \"opt-out\" can stand here; consent comes from forms, imports and the contact card"
        case .unknownWord(let word, let allowed): "\"\(word)\" cannot stand here; use \(Self.list(allowed))"
        case .wrongKind(let kind): "this must be \(kind)"
        case .unknownKey(let key, let allowed):
            "the key \"\(key)\" is unknown here; use \(Self.list(allowed)), or remove it"
        case .missingKey(let key): "the key \"\(key)\" is missing; add it"
        case .namesOrDetails: "write either \"names\", or \"from-details\" with a \"prefix\""
        case .emptyList: "the list is empty; write at least one element"
        case .emptyText: "the text is empty; write one"
        case .tooLong(let limit, let actual): "the text has \(actual) characters, the limit is \(limit); shorten it"
        case .outOfRange(let range): "write a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .tagName(let name, let error): "\"\(name)\" cannot be a tag: \(error.problem)"
        case .couponName(let name, let error): "\"\(name)\" cannot name a coupon: \(error.problem)"
        case .webAddress(let text, let error): "\"\(text)\" is no page of the web: \(error.problem)"
        case .sameTags(let name): "the tag \(name) stands twice; women, men and unknown need a tag each"
        case .automation(let message): message
        case .detailName(let error): "this cannot name a detail: \(error.problem)"
        }
    }

    package static func list(_ words: [String]) -> String {
        let quoted = words.map { "\"\($0)\"" }
        return quoted.count == 1 ? quoted[0] : "one of \(quoted.joined(separator: ", "))"
    }
}
