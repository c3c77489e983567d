extension QueryParser {
    mutating func date(_ field: DateField) throws(QuerySyntaxError) -> Criterion {
        advance()
        return .leaf(.date(field, try dateMatch()))
    }

    private mutating func dateMatch() throws(QuerySyntaxError) -> DateMatch {
        let start = current
        if take(.within) { return .within(try period()) }
        if take(.before) { return .before(try datePoint().point) }
        if take(.since) { return .since(try datePoint().point) }
        if take(.after) {
            // Not before the end of the day, so that a day and the days after it never overlap.
            let (point, token) = try datePoint()
            guard let next = point.next else { throw error(.dateOutOfRange, at: token) }
            return .since(next)
        }
        if take(.on) { return .on(try day()) }
        guard take(.between) else { throw unexpected(Self.dateOperators) }
        let lower = try datePoint().point
        guard take(.and) else { throw unexpected([.keyword(.and)]) }
        let upper = try datePoint().point
        guard !DateMatch.isEmpty(from: lower, to: upper) else { throw error(.emptyRange, at: start) }
        return .between(lower, upper)
    }

    private mutating func period() throws(QuerySyntaxError) -> Period {
        let token = current
        let number = try wholeNumber()
        guard let count = Int(exactly: number), Period.counts.contains(count) else {
            throw error(.numberOutOfRange, at: token)
        }
        let words = Period.Unit.allCases.map { $0.word(for: count) }
        let unit = try choice(words) { word in
            Period.Unit.allCases.first { unit in word == unit.rawValue || word == unit.rawValue + "s" }
        }
        return Period(count, unit)
    }

    private mutating func day() throws(QuerySyntaxError) -> CalendarDay {
        let token = current
        guard case .day(let day) = try datePoint(expected: [.day]).point else {
            throw error(.unexpected, at: token, expected: [.day])
        }
        return day
    }

    private mutating func datePoint(
        expected: [QuerySyntaxError.Expectation] = [.date]
    ) throws(QuerySyntaxError) -> (point: DatePoint, token: Token) {
        let value = try value(expected: expected)
        do {
            return (try DatePoint(text: value.text), value.token)
        } catch {
            switch error {
            case .notADate: throw self.error(.unexpected, at: value.token, expected: expected)
            case .impossible: throw self.error(.impossibleDate, at: value.token)
            case .missingOffset: throw self.error(.missingOffset, at: value.token)
            case .outOfRange: throw self.error(.dateOutOfRange, at: value.token)
            }
        }
    }

    private static let dateOperators: [QuerySyntaxError.Expectation] =
        ([.within, .before, .since, .after, .between, .on] as [Keyword]).map { .keyword($0) }
}

extension Period {
    /// The counts that queries and JSON can name: enough for anybody, and no calendar overflows.
    static let counts = 0...9_999
}

extension Period.Unit {
    /// The unit as it is written after that number.
    func word(for count: Int) -> String { count == 1 ? rawValue : rawValue + "s" }
}

extension DateMatch {
    /// Whether the upper end is before the lower one; of a day and an instant only the time zone could tell.
    static func isEmpty(from lower: DatePoint, to upper: DatePoint) -> Bool {
        switch (lower, upper) {
        case (.day(let first), .day(let last)): last.daysSinceEpoch < first.daysSinceEpoch
        case (.instant(let first), .instant(let last)): last < first
        case (.day, .instant), (.instant, .day): false
        }
    }
}
