import Contacts

extension QuerySyntaxError {
    /// The error in words for the person who wrote the query.
    ///
    /// For example: `column 5: found "foo", expected one of "=", "!=", "in", "all"`.
    package var message: String {
        "column \(column): \(reason == .unexpected ? "found \(foundText), \(expectedText)" : problem)"
    }

    private var problem: String {
        switch reason {
        case .unexpected: "found \(foundText)"
        case .emptyQuery: "the query is empty; write \"all\" for every contact"
        case .unclosedQuote: "the double quote that opens here is never closed"
        case .unknownEscape: "after a backslash only \\\" and \\\\ are known; write \\\\ for a backslash"
        case .unknownCharacter: "\(foundText) can only stand inside double quotes"
        case .tooDeep(let limit): "the query nests deeper than \(limit) levels; save a part of it as a segment"
        case .tooLong(let limit):
            "the query has more than \(limit.grouped) words and signs; import long lists with a tag, and select the tag"
        case .wordTooLong(let limit): "the word has more than \(limit.grouped) bytes, and no name or value is that long"
        case .tooManyCriteria(let limit):
            "the query has more than \(limit.grouped) conditions; write many values as a list, such as tag in (A, B)"
        case .emptyRange: "the range is empty, nothing lies between its ends; swap or widen them"
        case .impossibleDate: "\(foundText) is not in the calendar"
        case .dateOutOfRange: "\(foundText) is outside the years 1 to 9999"
        case .missingOffset: "\(foundText) has no offset; add Z or one like +01:00"
        case .numberOutOfRange: "the number \(foundText) is out of range"
        case .tagName(let error): "\(foundText) cannot be a tag: \(error.problem)"
        case .detailName(let error): "\(foundText) cannot name a detail: \(error.problem)"
        case .couponName(let error): "\(foundText) cannot name a coupon: \(error.problem)"
        }
    }

    private var foundText: String {
        guard let found else { return "the end of the query" }
        let short = found.count > 60 ? found.prefix(59) + "…" : found[...]
        return short.hasPrefix("\"") ? String(short) : "\"\(short)\""
    }

    private var expectedText: String {
        let texts = expected.map(\.text)
        return texts.count == 1 ? "expected \(texts[0])" : "expected one of \(texts.joined(separator: ", "))"
    }
}

extension QuerySyntaxError.Expectation {
    fileprivate var text: String {
        switch self {
        case .literal(let text): "\"\(text)\""
        case .value: "a value (quote it if it has spaces, signs or is a keyword)"
        case .wholeNumber: "a whole number"
        case .number: "a number"
        case .date: "a date like 2026-01-31 or 2026-01-31T09:00:00+01:00"
        case .day: "a day like 2026-01-31"
        case .end: "the end of the query"
        }
    }
}
