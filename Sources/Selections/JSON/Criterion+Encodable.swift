import Contacts

extension Criterion: Encodable {
    /// Writes the JSON form, which `init(from:)` reads.
    package func encode(to encoder: any Encoder) throws {
        var node = encoder.container(keyedBy: AnyKey.self)
        switch self {
        case .all: try node.begin(.all)
        case .and(let parts):
            try node.begin(.and)
            try node.encode(parts, forKey: AnyKey(.of))
        case .or(let parts):
            try node.begin(.or)
            try node.encode(parts, forKey: AnyKey(.of))
        case .not(let part):
            try node.begin(.not)
            try node.encode(part, forKey: AnyKey(.of))
        case .segment(let name):
            try node.begin(.segment)
            try node.encode(name, forKey: AnyKey(.name))
        case .leaf(let leaf): try node.write(leaf)
        }
    }
}

extension KeyedEncodingContainer<AnyKey> {
    fileprivate mutating func begin(_ type: CriterionType) throws {
        try encode(type.rawValue, forKey: AnyKey(.type))
    }

    fileprivate mutating func write(_ leaf: Leaf) throws {
        switch leaf {
        case .text(let field, let match):
            try encode(field.rawValue, forKey: AnyKey(.type))
            try write(match)
        case .tag(let names, let match):
            try begin(.tag)
            try encode(names.map(\.text), forKey: AnyKey(.names))
            try encode(match.rawValue, forKey: AnyKey(.match))
        case .tagScore(let name, let range):
            try begin(.tagScore)
            try encode(name.text, forKey: AnyKey(.name))
            try write(range, least: .min)
        case .state(let states):
            try begin(.state)
            try encode(states.map(\.word), forKey: AnyKey(.is))
        case .emailStatus(let status):
            try begin(.emailStatus)
            try encode(status.word, forKey: AnyKey(.is))
        case .mobileStatus(let status):
            try begin(.mobileStatus)
            try encode(status.word, forKey: AnyKey(.is))
        case .invalid: try begin(.invalid)
        case .monitored: try begin(.monitored)
        case .removed: try begin(.removed)
        case .score(let range):
            try begin(.score)
            try write(range, least: .min)
        case .date(let field, let match):
            try encode(field.rawValue, forKey: AnyKey(.type))
            try write(match)
        case .detail(let name, let match):
            try begin(.detail)
            try encode(name.text, forKey: AnyKey(.name))
            try write(match)
        case .owner(let field, let match):
            try encode(field.rawValue, forKey: AnyKey(.type))
            switch match {
            case .exists: try encode(true, forKey: AnyKey(.exists))
            case .isOneOf(let users): try encode(users, forKey: AnyKey(.is))
            }
        case .funnel(let name, let match):
            try begin(.funnel)
            try encode(name, forKey: AnyKey(.name))
            switch match {
            case .exists: try encode(true, forKey: AnyKey(.exists))
            case .isOneOf(let stages): try encode(stages, forKey: AnyKey(.is))
            }
        case .coupon(let name, let match):
            try begin(.coupon)
            try encode(name.text, forKey: AnyKey(.name))
            if match == .exists {
                try encode(true, forKey: AnyKey(.exists))
            } else {
                try encode(match.rawValue, forKey: AnyKey(.is))
            }
        case .automation(let kind, let name, let match):
            try begin(kind == .rule ? .rule : .workflow)
            try encode(name, forKey: AnyKey(.name))
            if match == .exists {
                try encode(true, forKey: AnyKey(.exists))
            } else {
                try encode(match.rawValue, forKey: AnyKey(.is))
            }
        }
    }

    private mutating func write(_ match: TextMatch) throws {
        switch match {
        case .exists: try encode(true, forKey: AnyKey(.exists))
        case .isOneOf(let values): try encode(values, forKey: AnyKey(.is))
        case .contains(let phrase): try encode(phrase, forKey: AnyKey(.contains))
        case .starts(let phrase): try encode(phrase, forKey: AnyKey(.starts))
        }
    }

    mutating func write(_ match: DetailMatch) throws {
        switch match {
        case .exists: try encode(true, forKey: AnyKey(.exists))
        case .isOneOf(let values): try encode(values, forKey: AnyKey(.is))
        case .contains(let phrase): try encode(phrase, forKey: AnyKey(.contains))
        case .range(let range): try write(range, least: -.greatestFiniteMagnitude)
        }
    }

    /// A range without ends has no form of its own; a bound that every number keeps says the same.
    private mutating func write<Value: Encodable>(_ range: ValueRange<Value>, least: Value) throws {
        if let lower = range.lower {
            try encode(lower.value, forKey: AnyKey(lower.isIncluded ? .min : .above))
        } else if range.upper == nil {
            try encode(least, forKey: AnyKey(.min))
        }
        if let upper = range.upper {
            try encode(upper.value, forKey: AnyKey(upper.isIncluded ? .max : .below))
        }
    }

    private mutating func write(_ match: DateMatch) throws {
        switch match {
        case .within(let period):
            try encode(period.count, forKey: AnyKey(.within))
            try encode(period.unit.rawValue, forKey: AnyKey(.unit))
        case .before(let point): try encode(point.text, forKey: AnyKey(.before))
        case .since(let point): try encode(point.text, forKey: AnyKey(.since))
        case .between(let lower, let upper): try encode([lower.text, upper.text], forKey: AnyKey(.between))
        case .on(let day): try encode(day.text, forKey: AnyKey(.on))
        }
    }
}
