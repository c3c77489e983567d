import Contacts

// MARK: - Ranges and names

extension JSONNode {
    static let rangeKeys: [JSONKey] = [.min, .above, .max, .below]

    func wholeNumbers() throws -> ValueRange<Int64> {
        let range = try range(or: []) { key in try wholeNumber(key) as Int64 }
        guard !range.holdsNoWholeNumber else { throw error(.emptyRange) }
        return range
    }

    func numbers(orOneOf others: [JSONKey]) throws -> ValueRange<Double> {
        try range(or: others, number)
    }

    func tagName(_ text: String, at key: JSONKey) throws -> TagName {
        do throws(TagNameError) {
            return try TagName(text)
        } catch {
            throw self.error(.tagName(error), at: key)
        }
    }

    private func range<Value>(
        or others: [JSONKey],
        _ value: (JSONKey) throws -> Value
    ) throws -> ValueRange<Value> {
        let range = ValueRange(
            lower: try bound(included: .min, excluded: .above, value),
            upper: try bound(included: .max, excluded: .below, value)
        )
        guard range.lower != nil || range.upper != nil else {
            throw error(.noneOf((others + Self.rangeKeys).map(\.rawValue)))
        }
        guard !range.isEmpty else { throw error(.emptyRange) }
        return range
    }

    private func bound<Value>(
        included: JSONKey,
        excluded: JSONKey,
        _ value: (JSONKey) throws -> Value
    ) throws -> ValueRange<Value>.Bound? {
        switch (has(included), has(excluded)) {
        case (true, true): throw error(.conflict(included.rawValue, excluded.rawValue))
        case (true, false): ValueRange.Bound(try value(included), isIncluded: true)
        case (false, true): ValueRange.Bound(try value(excluded), isIncluded: false)
        case (false, false): nil
        }
    }
}

// MARK: - Dates

extension DateMatch {
    /// Reads the JSON form of a comparison of times.
    init(_ node: JSONNode) throws {
        let keys: [JSONKey] = [.within, .before, .since, .between, .on]
        try node.allowOnly([.type] + keys + [.unit])
        let key = try node.only(of: keys)
        if node.has(.unit), key != .within {
            throw node.error(.unknownKey(JSONKey.unit.rawValue, allowed: [.type, key].map(\JSONKey.rawValue)))
        }
        if key == .within {
            self = .within(try node.period())
        } else if key == .before {
            self = .before(try node.datePoint(.before))
        } else if key == .since {
            self = .since(try node.datePoint(.since))
        } else if key == .between {
            self = try node.datesBetween()
        } else {
            self = .on(try node.day())
        }
    }
}

extension JSONNode {
    fileprivate func period() throws -> Period {
        let count: Int = try wholeNumber(.within)
        guard Period.counts.contains(count) else { throw error(.outOfRange(Period.counts), at: .within) }
        let words = Period.Unit.allCases.map(\.rawValue)
        return Period(count, try choice(.unit, words, Period.Unit.init(rawValue:)))
    }

    fileprivate func datePoint(_ key: JSONKey) throws -> DatePoint {
        try datePoint(text(key), at: key)
    }

    fileprivate func day() throws -> CalendarDay {
        let text = try text(.on)
        guard case .day(let day) = try datePoint(text, at: .on) else { throw error(.notADate(text), at: .on) }
        return day
    }

    fileprivate func datesBetween() throws -> DateMatch {
        let points = try texts(.between).map { try datePoint($0, at: .between) }
        guard points.count == 2 else { throw error(.notAPair, at: .between) }
        guard !DateMatch.isEmpty(from: points[0], to: points[1]) else { throw error(.emptyRange, at: .between) }
        return .between(points[0], points[1])
    }

    private func datePoint(_ text: String, at key: JSONKey) throws -> DatePoint {
        do throws(DateTextError) {
            return try DatePoint(text: text)
        } catch {
            switch error {
            case .notADate: throw self.error(.notADate(text), at: key)
            case .impossible, .outOfRange: throw self.error(.impossibleDate(text), at: key)
            case .missingOffset: throw self.error(.missingOffset(text), at: key)
            }
        }
    }
}
