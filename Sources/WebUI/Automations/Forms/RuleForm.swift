import Automations
import Contacts
import Selections

/// A rule as somebody filled it in.
struct RuleForm: Sendable, Equatable {
    static let conditionPrefix = "c-"

    /// The revision that is edited.
    let revision: Int64
    var events: [TriggerForm]
    var delay: SpanForm
    var condition: ConditionForm
    var yes: [DelayedActionForm]
    var no: [DelayedActionForm]
    /// The row that was just added, to which the attention goes.
    private(set) var newKey: String?

    init(_ rule: RuleDefinition, revision: Int64) {
        self.revision = revision
        events = rule.events.enumerated().map { TriggerForm(key: "e\($0.offset)", $0.element) }
        delay = SpanForm("delay", rule.delay)
        condition = ConditionForm(Self.conditionPrefix, rule.condition)
        yes = Self.rows(rule.yes, "y")
        no = Self.rows(rule.no, "n")
    }

    init(_ fields: FormFields) {
        revision = Int64(fields["revision"]) ?? 0
        events = TriggerForm.rows(in: fields)
        delay = SpanForm("delay", fields)
        condition = ConditionForm(Self.conditionPrefix, fields)
        yes = DelayedActionForm.rows(of: "yes", in: fields)
        no = DelayedActionForm.rows(of: "no", in: fields)
        if let change = FormChange(word: fields["change"]) { apply(change, fields) }
    }

    private static func rows(_ items: [DelayedAction], _ letter: String) -> [DelayedActionForm] {
        items.enumerated().compactMap { DelayedActionForm(key: "\(letter)\($0.offset)", $0.element) }
    }

    private mutating func apply(_ change: FormChange, _ fields: FormFields) {
        change.apply(to: &events, by: \.key)
        change.apply(to: &yes, by: \.key)
        change.apply(to: &no, by: \.key)
        guard change.kind == .add else { return }
        let key = FormChange.newKey()
        newKey = key
        switch change.subject {
        case "event":
            if let kind = EventKind(rawValue: fields["event-kind"]) { events.append(TriggerForm(key: key, kind: kind)) }
        case "yes":
            if let kind = NodeActionKind(word: fields["yes-kind"]) {
                yes.append(DelayedActionForm(key: key, new: kind))
            }
        case "no":
            if let kind = NodeActionKind(word: fields["no-kind"]) { no.append(DelayedActionForm(key: key, new: kind)) }
        default:
            condition.filters.details.append(FilterForm.DetailTest(name: "", test: "has", value: ""))
        }
    }

    /// The rule that the form describes, or everything that must be corrected.
    func definition() -> (definition: RuleDefinition?, problems: [FormProblem]) {
        var problems: [FormProblem] = []
        var rule = RuleDefinition()
        for row in events {
            let (trigger, wrong) = row.trigger()
            problems += wrong
            if let trigger { rule.events.append(trigger) }
        }
        rule.delay = delay.span(in: "Delay", &problems)
        let (criterion, wrong) = condition.criterion()
        problems += wrong
        rule.condition = criterion
        rule.yes = Self.items(yes, &problems)
        rule.no = Self.items(no, &problems)
        return (problems.isEmpty ? rule : nil, problems)
    }

    private static func items(_ rows: [DelayedActionForm], _ problems: inout [FormProblem]) -> [DelayedAction] {
        rows.compactMap { row in
            let (item, wrong) = row.item()
            problems += wrong
            return item
        }
    }

    /// The row that a flaw is about, or the part of the form.
    func anchor(of flaw: Flaw) -> String {
        for (word, keys) in [("events", events.map(\.key)), ("yes", yes.map(\.key)), ("no", no.map(\.key))] {
            if let index = flaw.place?.index(in: word), keys.indices.contains(index) { return "row-\(keys[index])" }
        }
        switch flaw.place {
        case "condition": return "condition"
        case "delay": return FormField.id("delay-count")
        case "events": return "events"
        case "no": return "branch-no"
        default: return "branch-yes"
        }
    }
}

extension String {
    /// The number in `word[3]`.
    fileprivate func index(in word: String) -> Int? {
        guard hasPrefix("\(word)["), hasSuffix("]") else { return nil }
        return Int(dropFirst(word.count + 1).dropLast())
    }
}
