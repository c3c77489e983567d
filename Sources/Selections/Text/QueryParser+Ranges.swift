extension QueryParser {
    static let rangeStarts: [QuerySyntaxError.Expectation] =
        ([.less, .atMost, .greater, .atLeast] as [Token.Symbol]).map { .symbol($0) } + [.keyword(.between)]

    /// `= 5`, `!= 5`, or a range, of whole numbers.
    mutating func wholeNumbers(_ make: (ValueRange<Int64>) -> Leaf) throws(QuerySyntaxError) -> Criterion {
        let start = current
        if let range = try range({ (parser) throws(QuerySyntaxError) in try parser.wholeNumber() }) {
            guard !range.holdsNoWholeNumber else { throw error(.emptyRange, at: start) }
            return .leaf(make(range))
        }
        let isNegated = try equality(or: Self.rangeStarts)
        let bound = ValueRange<Int64>.Bound(try wholeNumber(), isIncluded: true)
        return leaf(make(ValueRange(lower: bound, upper: bound)), isNegated: isNegated)
    }

    /// `> 1`, `> 1 and <= 5`, `between 1 and 5`; nil when the current token does not begin a range.
    mutating func range<Value>(
        _ number: (inout QueryParser) throws(QuerySyntaxError) -> Value
    ) throws(QuerySyntaxError) -> ValueRange<Value>? {
        let start = current
        let range: ValueRange<Value>
        if take(.between) {
            let lower = try number(&self)
            guard take(.and) else { throw unexpected([.keyword(.and)]) }
            let upper = try number(&self)
            range = ValueRange(
                lower: ValueRange.Bound(lower, isIncluded: true),
                upper: ValueRange.Bound(upper, isIncluded: true)
            )
        } else {
            guard let first = try bound(number) else { return nil }
            range = try completed(first, number)
        }
        guard !range.isEmpty else { throw error(.emptyRange, at: start) }
        return range
    }

    /// Adds the other end in `> 1 and <= 5`; an `and` before anything else belongs to the query around.
    private mutating func completed<Value>(
        _ first: ValueRange<Value>,
        _ number: (inout QueryParser) throws(QuerySyntaxError) -> Value
    ) throws(QuerySyntaxError) -> ValueRange<Value> {
        guard current.keyword == .and, let side = following.symbol?.side else { return first }
        switch (side, first.lower, first.upper) {
        case (.upper, let lower?, nil):
            advance()
            return ValueRange(lower: lower, upper: try bound(number)?.upper)
        case (.lower, nil, let upper?):
            advance()
            return ValueRange(lower: try bound(number)?.lower, upper: upper)
        case (.upper, _, _), (.lower, _, _): return first
        }
    }

    private mutating func bound<Value>(
        _ number: (inout QueryParser) throws(QuerySyntaxError) -> Value
    ) throws(QuerySyntaxError) -> ValueRange<Value>? {
        guard let symbol = current.symbol, let side = symbol.side else { return nil }
        advance()
        let bound = ValueRange.Bound(try number(&self), isIncluded: symbol == .atLeast || symbol == .atMost)
        return switch side {
        case .lower: ValueRange(lower: bound)
        case .upper: ValueRange(upper: bound)
        }
    }
}

// MARK: - Numbers

extension QueryParser {
    mutating func wholeNumber() throws(QuerySyntaxError) -> Int64 {
        let value = try value(expected: [.wholeNumber])
        guard value.text.hasNumberShape(fractions: false) else {
            throw error(.unexpected, at: value.token, expected: [.wholeNumber])
        }
        guard let number = Int64(value.text) else { throw error(.numberOutOfRange, at: value.token) }
        return number
    }

    mutating func number() throws(QuerySyntaxError) -> Double {
        let value = try value(expected: [.number])
        // Double also reads hexadecimal numbers and "nan", which nobody writes on purpose.
        guard value.text.hasNumberShape(fractions: true), let number = Double(value.text) else {
            throw error(.unexpected, at: value.token, expected: [.number])
        }
        guard number.isFinite else { throw error(.numberOutOfRange, at: value.token) }
        return number
    }
}

private enum Side {
    case lower
    case upper
}

extension Token.Symbol {
    fileprivate var side: Side? {
        switch self {
        case .greater, .atLeast: .lower
        case .less, .atMost: .upper
        case .equals, .unequal, .contains, .open, .close, .comma: nil
        }
    }
}

extension String {
    fileprivate func hasNumberShape(fractions: Bool) -> Bool {
        let digits = (first == "-" || first == "+" ? dropFirst() : self[...]).utf8
        guard let start = digits.first, (0x30...0x39).contains(start) else { return false }
        return digits.allSatisfy { (0x30...0x39).contains($0) || fractions && ".eE+-".utf8.contains($0) }
    }
}
