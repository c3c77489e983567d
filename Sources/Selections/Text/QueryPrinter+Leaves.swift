import Contacts

extension QueryPrinter {
    func text(of leaf: Leaf) -> String {
        switch leaf {
        case .invalid: "invalid"
        case .monitored: "monitored"
        case .removed: "removed"
        case .text(let field, let match): text(of: match, on: field.rawValue)
        case .tag(let names, let match): text(of: names, match)
        case .tagScore(let name, let range): "tag-score.\(nameAfterDot(name.text)) \(text(of: range))"
        case .state(let states): oneOf(states.map(\.word), on: "state")
        case .emailStatus(let status): "email-status = \(status.word)"
        case .mobileStatus(let status): "mobile-status = \(status.word)"
        case .score(let range): "score \(text(of: range))"
        case .date(let field, let match): "\(field.rawValue) \(text(of: match))"
        case .detail(let name, let match): text(of: match, on: "detail.\(nameAfterDot(name.text))")
        case .owner(let field, .exists): "has \(field.rawValue)"
        case .owner(let field, .isOneOf(let users)): oneOf(users.map(quotedIfNeeded), on: field.rawValue)
        case .funnel(let name, .exists): "has funnel.\(nameAfterDot(name))"
        case .funnel(let name, .isOneOf(let stages)):
            oneOf(stages.map(quotedIfNeeded), on: "funnel.\(nameAfterDot(name))")
        case .coupon(let name, .exists): "has coupon.\(nameAfterDot(name.text))"
        case .coupon(let name, let match): "coupon.\(nameAfterDot(name.text)) = \(match.rawValue)"
        case .automation(let kind, let name, .exists): "has \(kind.rawValue).\(nameAfterDot(name))"
        case .automation(let kind, let name, let match): "\(kind.rawValue).\(nameAfterDot(name)) = \(match.rawValue)"
        }
    }

    private func text(of match: TextMatch, on property: String) -> String {
        switch match {
        case .exists: "has \(property)"
        case .isOneOf(let values): oneOf(values.map(quotedIfNeeded), on: property)
        case .contains(let phrase): "\(property) ~ \(quotedIfNeeded(phrase))"
        case .starts(let phrase): "\(property) starts \(quotedIfNeeded(phrase))"
        }
    }

    private func text(of match: DetailMatch, on property: String) -> String {
        switch match {
        case .exists: "has \(property)"
        case .isOneOf(let values): oneOf(values.map(quotedIfNeeded), on: property)
        case .contains(let phrase): "\(property) ~ \(quotedIfNeeded(phrase))"
        case .range(let range): "\(property) \(text(of: range))"
        }
    }

    private func text(of names: [TagName], _ match: TagMatch) -> String {
        let words = names.map { quotedIfNeeded($0.text) }
        return switch match {
        case .any: oneOf(words, on: "tag")
        case .all: words.isEmpty ? "all" : "tag all (\(words.joined(separator: ", ")))"
        }
    }

    private func oneOf(_ words: [String], on property: String) -> String {
        switch words.count {
        case 0: "not all"
        case 1: "\(property) = \(words[0])"
        default: "\(property) in (\(words.joined(separator: ", ")))"
        }
    }
}

// MARK: - Ranges and dates

extension QueryPrinter {
    private func text(of range: ValueRange<Int64>) -> String {
        if let lower = range.lower, lower == range.upper, lower.isIncluded { return "= \(lower.value)" }
        return text(of: range, least: .min)
    }

    /// Never with `=`, which compares the texts of details.
    private func text(of range: ValueRange<Double>) -> String {
        text(of: range, least: -.greatestFiniteMagnitude)
    }

    private func text<Value>(of range: ValueRange<Value>, least: Value) -> String {
        switch (range.lower, range.upper) {
        // A range without ends has no notation of its own; a bound that every number keeps says the same.
        case (nil, nil): ">= \(least)"
        case (let lower?, nil): text(ofLower: lower)
        case (nil, let upper?): text(ofUpper: upper)
        case (let lower?, let upper?) where lower.isIncluded && upper.isIncluded:
            "between \(lower.value) and \(upper.value)"
        case (let lower?, let upper?): "\(text(ofLower: lower)) and \(text(ofUpper: upper))"
        }
    }

    private func text<Value>(ofLower bound: ValueRange<Value>.Bound) -> String {
        "\(bound.isIncluded ? ">=" : ">") \(bound.value)"
    }

    private func text<Value>(ofUpper bound: ValueRange<Value>.Bound) -> String {
        "\(bound.isIncluded ? "<=" : "<") \(bound.value)"
    }

    private func text(of match: DateMatch) -> String {
        switch match {
        case .within(let period): "within \(period.count) \(period.unit.word(for: period.count))"
        case .before(let point): "before \(point.text)"
        case .since(let point): "since \(point.text)"
        case .between(let lower, let upper): "between \(lower.text) and \(upper.text)"
        case .on(let day): "on \(day.text)"
        }
    }
}
