package import Contacts

/// Why a query text cannot be read, and where.
///
/// It carries facts; the words for people are in `message`.
package struct QuerySyntaxError: ExplainedError, Equatable, Sendable {
    /// What is wrong.
    package enum Reason: Equatable, Sendable {
        /// Something else must stand there; `expected` lists what could.
        case unexpected
        /// There is no text at all.
        case emptyQuery
        /// A double quote opens a text and none closes it.
        case unclosedQuote
        /// A backslash stands before something other than a double quote or a backslash.
        case unknownEscape
        /// A character that can only stand inside double quotes.
        case unknownCharacter
        /// More levels of parentheses and `not` than the limit.
        case tooDeep(limit: Int)
        /// More words and signs than the limit.
        case tooLong(limit: Int)
        /// A word of more bytes than any name or value.
        case wordTooLong(limit: Int)
        /// More conditions than the limit.
        case tooManyCriteria(limit: Int)
        /// A range whose ends leave nothing between them.
        case emptyRange
        /// A day that the calendar does not have, or a time that the clock does not have.
        case impossibleDate
        /// A day or an instant outside the years 1 to 9999.
        case dateOutOfRange
        /// A time of day without `Z` or an offset.
        case missingOffset
        /// A number that is too large or too small.
        case numberOutOfRange
        /// A text that cannot be a tag.
        case tagName(TagNameError)
        /// A text that cannot name a standard detail.
        case detailName(DetailNameError)
        /// A text that cannot name a coupon.
        case couponName(CouponNameError)
    }

    /// What could stand at the place of the error.
    package enum Expectation: Hashable, Sendable {
        /// Exactly that word or sign.
        case literal(String)
        /// A word or a text in double quotes.
        case value
        /// A number without a fraction.
        case wholeNumber
        /// A number.
        case number
        /// A day or an instant.
        case date
        /// A day without a time.
        case day
        /// The end of the query.
        case end
    }

    /// The place of the first character that does not fit, counted in characters from 1.
    package let column: Int
    /// What stands there, as it is written; nil at the end of the query.
    package let found: String?
    /// What is wrong there.
    package let reason: Reason
    /// What could stand there instead; empty where no list can help.
    package let expected: [Expectation]

    package init(column: Int, found: String?, reason: Reason, expected: [Expectation] = []) {
        self.column = column
        self.found = found
        self.reason = reason
        self.expected = expected
    }
}
