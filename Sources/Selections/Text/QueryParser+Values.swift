import Contacts

/// A value and the token that it came from, for errors about it.
struct QueryValue {
    let text: String
    let token: Token
}

/// The name behind `detail.` or `tag-score.` and the token that it came from.
typealias QualifiedName = QueryValue

extension QueryParser {
    /// A word or a quoted text; reserved words count only in quotes.
    mutating func value(
        expected: [QuerySyntaxError.Expectation] = [.value]
    ) throws(QuerySyntaxError) -> QueryValue {
        let token = current
        switch token.kind {
        case .quoted(let text):
            advance()
            return QueryValue(text: text, token: token)
        case .word(let text):
            guard token.keyword?.isReserved != true else { throw unexpected(expected) }
            advance()
            return QueryValue(text: text, token: token)
        case .symbol, .end, .broken: throw unexpected(expected)
        }
    }

    /// The values between parentheses, separated by commas.
    mutating func values() throws(QuerySyntaxError) -> [String] {
        try list { (parser) throws(QuerySyntaxError) in try parser.value().text }
    }

    mutating func list<Element>(
        of element: (inout QueryParser) throws(QuerySyntaxError) -> Element
    ) throws(QuerySyntaxError) -> [Element] {
        guard take(.open) else { throw unexpected([.symbol(.open)]) }
        var elements = [try element(&self)]
        while take(.comma) { elements.append(try element(&self)) }
        guard take(.close) else { throw unexpected([.symbol(.comma), .symbol(.close)]) }
        return elements
    }

    /// Reads `=` or `!=` and says whether it was the latter.
    mutating func equality(or others: [QuerySyntaxError.Expectation]) throws(QuerySyntaxError) -> Bool {
        if take(.equals) { return false }
        if take(.unequal) { return true }
        throw unexpected([.symbol(.equals), .symbol(.unequal)] + others)
    }

    /// One of a few known words, in any case.
    mutating func choice<Choice>(
        _ words: [String],
        _ make: (String) -> Choice?
    ) throws(QuerySyntaxError) -> Choice {
        let expected = words.map { QuerySyntaxError.Expectation.literal($0) }
        let value = try value(expected: expected)
        guard let choice = make(value.text.lowercased()) else {
            throw error(.unexpected, at: value.token, expected: expected)
        }
        return choice
    }
}

// MARK: - Names

extension QueryParser {
    /// The name in `detail.city` or `detail."shoe size"`, if the current token begins like that.
    mutating func qualifiedName(_ prefix: Keyword) throws(QuerySyntaxError) -> QualifiedName? {
        let token = current
        let start = prefix.rawValue + "."
        guard case .word(let word) = token.kind, word.lowercased().hasPrefix(start) else { return nil }
        advance()
        let rest = String(word.dropFirst(start.count))
        guard rest.isEmpty else { return QualifiedName(text: rest, token: token) }
        guard case .quoted(let name) = current.kind, current.range.lowerBound == token.range.upperBound else {
            throw unexpected([.value])
        }
        let quoted = current
        advance()
        return QualifiedName(text: name, token: quoted)
    }

    mutating func tagName() throws(QuerySyntaxError) -> TagName {
        try tagName(try value())
    }

    func tagName(_ value: QueryValue) throws(QuerySyntaxError) -> TagName {
        do {
            return try TagName(value.text)
        } catch {
            throw self.error(.tagName(error), at: value.token)
        }
    }

    func detailName(_ value: QueryValue) throws(QuerySyntaxError) -> DetailName {
        do {
            return try DetailName(value.text)
        } catch {
            throw self.error(.detailName(error), at: value.token)
        }
    }

    func couponName(_ value: QueryValue) throws(QuerySyntaxError) -> CouponName {
        do {
            return try CouponName(value.text)
        } catch {
            throw self.error(.couponName(error), at: value.token)
        }
    }
}
