import Contacts
import Selections

extension FilterForm {
    /// Puts conditions that must all hold into the boxes, and those that no box can say into the query.
    mutating func fill(_ criteria: [Criterion]) {
        let left = criteria.filter { !put($0) }
        guard let first = left.first else { return }
        texts["query"] = (left.count == 1 ? first : .and(left)).queryText
    }

    /// - Returns: Whether a box could take it.
    private mutating func put(_ criterion: Criterion) -> Bool {
        guard let filled = Self.boxes(criterion) else {
            guard case .leaf(.detail(let name, let match)) = criterion, let test = Self.test(name, match) else {
                return false
            }
            details.append(test)
            return true
        }
        guard filled.keys.allSatisfy({ self[$0].isEmpty }) else { return false }
        texts.merge(filled) { _, new in new }
        // A box that reads otherwise than it was written would change the condition.
        var alone = FilterForm()
        alone.texts = filled
        guard alone.criteria().criteria == [criterion] else {
            for key in filled.keys { texts[key] = "" }
            return false
        }
        return true
    }

    private static func test(_ name: DetailName, _ match: DetailMatch) -> DetailTest? {
        switch match {
        case .exists: DetailTest(name: name.text, test: "has", value: "")
        case .isOneOf(let values) where values.count == 1 && values[0] == values[0].trimmed:
            DetailTest(name: name.text, test: "is", value: values[0])
        case .contains(let part) where part == part.trimmed:
            DetailTest(name: name.text, test: "contains", value: part)
        case .isOneOf, .contains, .range: nil
        }
    }

    /// The boxes that say a condition, by name; nothing where none can.
    private static func boxes(_ criterion: Criterion) -> [String: String]? {
        switch criterion {
        case .leaf(let leaf): boxes(leaf)
        case .not(.leaf(.invalid)): ["invalid": "no"]
        case .not(.leaf(.monitored)): ["monitored": "no"]
        case .not(.leaf(.owner(.any, .exists))): ["owner": noOwner]
        case .not(.leaf(.owner(let field, .exists))): ["owner": noOwner, "owner-level": field.rawValue]
        case .not(.leaf(.coupon(let name, .exists))): ["coupon": name.text, "coupon-state": noCoupon]
        case .not(.leaf(.automation(let kind, let name, .exists))):
            ["automation": AutomationChoice(kind: kind, name: name).word, "automation-state": neverLaunched]
        default: nil
        }
    }

    private static func boxes(_ leaf: Leaf) -> [String: String]? {
        switch leaf {
        case .emailStatus(let status): ["email-status": status.word]
        case .mobileStatus(let status): ["mobile-status": status.word]
        case .invalid: ["invalid": "yes"]
        case .monitored: ["monitored": "yes"]
        case .state(let states) where states.count == 1: ["state": states[0].word]
        case .score(let range): scores(range)
        case .date(.created, .within(let period)) where period.unit == .day: ["created-within": "\(period.count)"]
        case .date(.modified, .within(let period)) where period.unit == .day: ["modified-within": "\(period.count)"]
        case .text(.emailDomain, .isOneOf(let domains)) where domains.count == 1: ["email-domain": domains[0]]
        case .owner(.any, .isOneOf(let users)) where users.count == 1: ["owner": users[0]]
        case .owner(let field, .isOneOf(let users)) where users.count == 1:
            ["owner": users[0], "owner-level": field.rawValue]
        case .owner(let field, .exists) where field != .any: ["owner-level": field.rawValue]
        case .funnel(let name, .exists): ["stage": StagePlace(funnel: name, stage: nil).word]
        case .funnel(let name, .isOneOf(let stages)) where stages.count == 1:
            ["stage": StagePlace(funnel: name, stage: stages[0]).word]
        case .coupon(let name, .exists): ["coupon": name.text]
        case .coupon(let name, let match): ["coupon": name.text, "coupon-state": match.rawValue]
        case .automation(let kind, let name, let match):
            [
                "automation": AutomationChoice(kind: kind, name: name).word,
                "automation-state": match == .exists ? "" : match.rawValue,
            ]
        default: nil
        }
    }

    private static func scores(_ range: ValueRange<Int64>) -> [String: String]? {
        guard range.lower?.isIncluded != false, range.upper?.isIncluded != false else { return nil }
        var boxes: [String: String] = [:]
        if let lower = range.lower { boxes["score-from"] = "\(lower.value)" }
        if let upper = range.upper { boxes["score-to"] = "\(upper.value)" }
        return boxes.isEmpty ? nil : boxes
    }
}
