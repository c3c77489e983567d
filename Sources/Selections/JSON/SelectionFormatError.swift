package import Contacts

/// Why JSON, or a part of a plan file, is not a criterion or a selection.
///
/// Decoding throws `DecodingError.dataCorrupted`, whose context holds the path, this error as the underlying one, and
/// `message` as the description.
package enum SelectionFormatError: ExplainedError, Equatable {
    /// What a value must be.
    package enum Kind: Equatable, Sendable {
        case criterion
        case selection
        case detailMatch
        case list
        case text
        case wholeNumber
        case number
        case yes
    }

    /// A value of another kind stands there.
    case wrongKind(Kind)
    /// A key is absent that must be there.
    case missingKey(String)
    /// A key that means nothing there.
    case unknownKey(String, allowed: [String])
    /// A word that means nothing there.
    case unknownWord(String, allowed: [String])
    /// None or several of keys of which exactly one must be there.
    case notExactlyOne(of: [String])
    /// None of keys of which at least one must be there.
    case noneOf([String])
    /// Two keys that say the same.
    case conflict(String, String)
    /// A list that must have at least one element.
    case emptyList
    /// A list that must have exactly two elements.
    case notAPair
    /// A range whose ends leave nothing between them.
    case emptyRange
    /// A number outside its limits.
    case outOfRange(ClosedRange<Int>)
    /// More levels of criteria than the limit.
    case tooDeep(limit: Int)
    /// A text that is not a date.
    case notADate(String)
    /// A day or a time that does not exist, or lies outside the years 1 to 9999.
    case impossibleDate(String)
    /// A time of day without `Z` or an offset.
    case missingOffset(String)
    /// A text that cannot be a tag.
    case tagName(TagNameError)
    /// A text that cannot name a standard detail.
    case detailName(DetailNameError)
    /// A text that cannot name a coupon.
    case couponName(CouponNameError)
    /// A query text that cannot be read.
    case query(QuerySyntaxError)
    /// A format of a later version of the program.
    case unknownVersion(Int, known: Int)
}
