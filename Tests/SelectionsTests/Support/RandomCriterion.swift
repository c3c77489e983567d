import Contacts
import Selections
import TestSupport

/// Makes random criteria from a given vocabulary, so that tests over data can make criteria that hit it.
struct RandomCriterion {
    /// What leaves are made of; kinds of leaves without a word here are not made.
    struct Vocabulary {
        var tags: [TagName] = []
        var segments: [String] = []
        var details: [DetailName] = []
        /// Values of details, equal or contained.
        var detailValues: [String] = []
        /// Values and phrases of text fields.
        var texts: [TextField: [String]] = [:]
        var scores: ClosedRange<Int64> = -5...20
        var detailNumbers: [Double] = [-1.5, 0, 38, 39.5, 43]
        var days: [CalendarDay] = []
        var instants: [Int64] = []
        var allowsRemoved = true
        /// The e-mail addresses of users.
        var users: [String] = []
        /// The stages of funnels, by name.
        var funnels: [String: [String]] = [:]
        var coupons: [CouponName] = []
        /// The names of rules and of workflows.
        var automations: [AutomationKind: [String]] = [:]
    }

    var vocabulary: Vocabulary
    /// The most levels of groups above the leaves.
    var maximumDepth = 4
    /// Whether groups of one and of none are made, which no query text can say.
    var makesDegenerateGroups = false

    func make(using random: inout SeededGenerator) -> Criterion {
        make(depth: Int.random(in: 0...maximumDepth, using: &random), using: &random)
    }

    private func make(depth: Int, using random: inout SeededGenerator) -> Criterion {
        guard depth > 0 else { return elementary(using: &random) }
        return switch Int.random(in: 0..<5, using: &random) {
        case 0, 1: .and(parts(depth: depth, using: &random))
        case 2, 3: .or(parts(depth: depth, using: &random))
        default: .not(make(depth: depth - 1, using: &random))
        }
    }

    private func parts(depth: Int, using random: inout SeededGenerator) -> [Criterion] {
        let count = Int.random(in: (makesDegenerateGroups ? 0 : 2)...4, using: &random)
        return (0..<count).map { _ in make(depth: Int.random(in: 0..<depth, using: &random), using: &random) }
    }

    private func elementary(using random: inout SeededGenerator) -> Criterion {
        if random.chance(0.05) { return .all }
        if !vocabulary.segments.isEmpty, random.chance(0.1) { return .segment(random.pick(vocabulary.segments)) }
        return .leaf(leaf(using: &random))
    }

    private func leaf(using random: inout SeededGenerator) -> Leaf {
        while true {
            if let leaf = leaf(ofKind: Int.random(in: 0..<16, using: &random), using: &random) { return leaf }
        }
    }

    private func leaf(ofKind kind: Int, using random: inout SeededGenerator) -> Leaf? {
        switch kind {
        case 0: return text(using: &random)
        case 1: return several(vocabulary.tags, using: &random).map { .tag($0, random.chance(0.5) ? .any : .all) }
        case 2:
            guard let tag = vocabulary.tags.randomElement(using: &random) else { return nil }
            return .tagScore(tag, wholeNumbers(using: &random))
        case 3: return several(ContactState.allCases, using: &random).map(Leaf.state)
        case 4: return .emailStatus(random.pick(MarketingStatus.allCases))
        case 5: return .mobileStatus(random.pick(MarketingStatus.allCases))
        case 6: return .invalid
        case 7: return .monitored
        case 8: return vocabulary.allowsRemoved ? .removed : nil
        case 9: return .score(wholeNumbers(using: &random))
        case 10: return dateMatch(using: &random).map { .date(random.pick(DateField.allCases), $0) }
        case 11: return owner(using: &random)
        case 12: return funnel(using: &random)
        case 13:
            return vocabulary.coupons.randomElement(using: &random).map {
                .coupon($0, random.pick(CouponMatch.allCases))
            }
        case 14:
            let kind = random.pick(AutomationKind.allCases)
            return vocabulary.automations[kind]?.randomElement(using: &random).map {
                .automation(kind, $0, random.pick(AutomationMatch.allCases))
            }
        default: return detail(using: &random)
        }
    }

    private func owner(using random: inout SeededGenerator) -> Leaf? {
        let field = random.pick(OwnerField.allCases)
        guard let users = several(vocabulary.users, using: &random) else { return nil }
        return .owner(field, random.chance(0.2) ? .exists : .isOneOf(users))
    }

    private func funnel(using random: inout SeededGenerator) -> Leaf? {
        // By name, so that a seed means the same every time.
        guard let name = vocabulary.funnels.keys.sorted().randomElement(using: &random),
            let stages = several(vocabulary.funnels[name] ?? [], using: &random)
        else { return nil }
        return .funnel(name, random.chance(0.3) ? .exists : .isOneOf(stages))
    }

    private func text(using random: inout SeededGenerator) -> Leaf? {
        let field = random.pick(TextField.allCases)
        guard let values = vocabulary.texts[field], !values.isEmpty else { return nil }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return .text(field, .exists)
        case 1: return .text(field, .contains(random.pick(values)))
        case 2: return .text(field, .starts(random.pick(values)))
        default: return several(values, using: &random).map { .text(field, .isOneOf($0)) }
        }
    }

    private func detail(using random: inout SeededGenerator) -> Leaf? {
        guard let name = vocabulary.details.randomElement(using: &random) else { return nil }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: return .detail(name, .exists)
        case 1: return vocabulary.detailValues.randomElement(using: &random).map { .detail(name, .contains($0)) }
        case 2: return .detail(name, .range(numbers(using: &random)))
        default: return several(vocabulary.detailValues, using: &random).map { .detail(name, .isOneOf($0)) }
        }
    }

    private func dateMatch(using random: inout SeededGenerator) -> DateMatch? {
        let period = Period(Int.random(in: 0...400, using: &random), random.pick(Period.Unit.allCases))
        let day = vocabulary.days.randomElement(using: &random)
        let points = vocabulary.instants.map(DatePoint.instant) + vocabulary.days.map(DatePoint.day)
        guard let day, let point = points.randomElement(using: &random) else { return .within(period) }
        switch Int.random(in: 0..<5, using: &random) {
        case 0: return .within(period)
        case 1: return .before(point)
        case 2: return .since(point)
        case 3: return .on(day)
        default:
            let instants = (0..<2).compactMap { _ in vocabulary.instants.randomElement(using: &random) }.sorted()
            guard let first = instants.first, let last = instants.last else { return .between(.day(day), .day(day)) }
            return random.chance(0.5)
                ? .between(.day(day), point.isDay ? .day(day) : point)
                : .between(.instant(first), .instant(last))
        }
    }

    /// One to three of the elements, none twice; nil when there are none.
    private func several<Element>(_ elements: [Element], using random: inout SeededGenerator) -> [Element]? {
        guard !elements.isEmpty else { return nil }
        let count = Int.random(in: 1...min(3, elements.count), using: &random)
        return Array(elements.shuffled(using: &random).prefix(count))
    }
}

// MARK: - Ranges

extension RandomCriterion {
    private func wholeNumbers(using random: inout SeededGenerator) -> ValueRange<Int64> {
        // Two apart, so that a number is left between two excluded ends.
        let first = Int64.random(in: vocabulary.scores, using: &random)
        let second = first + Int64.random(in: 2...9, using: &random)
        return random.chance(0.2)
            ? ValueRange(lower: .init(first, isIncluded: true), upper: .init(first, isIncluded: true))
            : range(from: first, to: second, using: &random)
    }

    private func numbers(using random: inout SeededGenerator) -> ValueRange<Double> {
        let first = random.pick(vocabulary.detailNumbers)
        // In proportion to the number, or the sum with a large one would be that number again.
        let distance = (1 + first.magnitude) * Double.random(in: 0.001...1, using: &random)
        return range(from: first, to: first + distance, using: &random)
    }

    private func range<Value>(
        from first: Value,
        to second: Value,
        using random: inout SeededGenerator
    ) -> ValueRange<Value> {
        let lower = ValueRange.Bound(first, isIncluded: random.chance(0.5))
        let upper = ValueRange.Bound(second, isIncluded: random.chance(0.5))
        return switch Int.random(in: 0..<3, using: &random) {
        case 0: ValueRange(lower: lower)
        case 1: ValueRange(upper: upper)
        default: ValueRange(lower: lower, upper: upper)
        }
    }
}

extension DatePoint {
    fileprivate var isDay: Bool {
        switch self {
        case .day: true
        case .instant: false
        }
    }
}
