/// Reads a query by recursive descent: `or` binds weakest, then `and`, then `not`.
///
/// Parentheses are kept as groups of the tree, so that a printed query is read back as it was.
struct QueryParser {
    /// The most levels that a query or its tree may have.
    static let maximumDepth = 100

    /// How much of what was found an error repeats, in scalars.
    private static let longestQuotation = 1_000

    private let text: String
    private let tokens: [Token]
    private var position = 0
    private var depth = 0
    private var criteria = 0

    init(_ text: String) {
        self.text = text
        tokens = Lexer.tokens(of: text)
    }

    mutating func query() throws(QuerySyntaxError) -> Criterion {
        guard current.kind != .end else { throw error(.emptyQuery, at: current) }
        let criterion = try disjunction()
        guard current.kind == .end else { throw unexpected([.keyword(.and), .keyword(.or), .end]) }
        guard criterion.height <= Self.maximumDepth else {
            throw error(.tooDeep(limit: Self.maximumDepth), at: tokens[0])
        }
        return criterion
    }

    private mutating func disjunction() throws(QuerySyntaxError) -> Criterion {
        let first = try conjunction()
        var parts = [first]
        while take(.or) { parts.append(try conjunction()) }
        return parts.count == 1 ? first : .or(parts)
    }

    private mutating func conjunction() throws(QuerySyntaxError) -> Criterion {
        let first = try negation()
        var parts = [first]
        while take(.and) { parts.append(try negation()) }
        return parts.count == 1 ? first : .and(parts)
    }

    private mutating func negation() throws(QuerySyntaxError) -> Criterion {
        let token = current
        if take(.not) {
            try descend(at: token)
            let part = try negation()
            depth -= 1
            return .not(part)
        }
        if take(.open) {
            try descend(at: token)
            let group = try disjunction()
            guard take(.close) else { throw unexpected([.keyword(.and), .keyword(.or), .symbol(.close)]) }
            depth -= 1
            return group
        }
        criteria += 1
        guard criteria <= SelectionLimits.criteria else {
            throw error(.tooManyCriteria(limit: SelectionLimits.criteria), at: token)
        }
        return try elementary()
    }

    /// Counts a level before it is entered: the limit is what keeps the stack from running out.
    private mutating func descend(at token: Token) throws(QuerySyntaxError) {
        depth += 1
        guard depth <= Self.maximumDepth else { throw error(.tooDeep(limit: Self.maximumDepth), at: token) }
    }
}

// MARK: - Tokens

extension QueryParser {
    var current: Token { tokens[position] }

    /// The token after the current one; behind the last there is only the last.
    var following: Token { tokens[min(position + 1, tokens.count - 1)] }

    mutating func advance() {
        position = min(position + 1, tokens.count - 1)
    }

    mutating func take(_ keyword: Keyword) -> Bool {
        guard current.keyword == keyword else { return false }
        advance()
        return true
    }

    mutating func take(_ symbol: Token.Symbol) -> Bool {
        guard current.symbol == symbol else { return false }
        advance()
        return true
    }

    /// The error for a current token that cannot stand there.
    func unexpected(_ expected: [QuerySyntaxError.Expectation]) -> QuerySyntaxError {
        if case .broken(let reason) = current.kind { return error(reason, at: current) }
        return error(.unexpected, at: current, expected: expected)
    }

    func error(
        _ reason: QuerySyntaxError.Reason,
        at token: Token,
        expected: [QuerySyntaxError.Expectation] = []
    ) -> QuerySyntaxError {
        QuerySyntaxError(
            column: text.distance(from: text.startIndex, to: token.range.lowerBound) + 1,
            found: token.kind == .end ? nil : String(text.unicodeScalars[token.range].prefix(Self.longestQuotation)),
            reason: reason,
            expected: expected
        )
    }
}

extension QuerySyntaxError.Expectation {
    static func keyword(_ keyword: Keyword) -> Self { .literal(keyword.rawValue) }
    static func symbol(_ symbol: Token.Symbol) -> Self { .literal(symbol.rawValue) }
}
