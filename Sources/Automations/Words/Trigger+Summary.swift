import Contacts
package import Selections

extension Trigger {
    /// The event in words, with what narrows it down.
    package var summary: String {
        switch self {
        case .contactAdded, .emailOptedIn, .emailOptedOut, .mobileOptedIn, .mobileOptedOut, .markedInvalid,
            .scoreChanged, .noteAdded:
            kind.label
        case .fieldAdded(let fields): Self.fields(fields, "filled in") ?? kind.label
        case .fieldModified(let fields): Self.fields(fields, "changed") ?? kind.label
        case .tagAssigned(let names): "Tag \(Self.list(names.map(\.text))) assigned"
        case .tagScoreReached(let name, let score): "Score of the tag \(name.text) comes up to \(score.grouped)"
        case .detailAdded(let name, let match): "Detail \(name.text) added\(match.words)"
        case .detailModified(let name, let match): "Detail \(name.text) changed\(match.words)"
        case .scoreReached(let score): "Score comes up to \(score.grouped)"
        case .stageEntered(let funnel, let stage):
            "Came to \(stage.map { "the stage \($0)" } ?? "a stage") of \(funnel)"
        case .ownerChanged(let level, let user):
            "\(user ?? "Somebody") became \(level.map { "\($0 == .owner ? "an" : "a") \($0.label)" } ?? "an owner of any level")"
        case .stateChanged(let states):
            states.isEmpty ? kind.label : "State became \(Self.list(states.map(\.word).sorted()))"
        case .couponUsed(let name): name.map { "Coupon \($0.text) used" } ?? "Any coupon used"
        case .birthday(let days): days == 0 ? kind.label : "\(days.counted("day")) before the birthday"
        case .detailDate(let name, let days):
            "\(days == 0 ? "On" : "\(days.counted("day")) before") the date in the detail \(name.text)"
        case .externalEvent(let type): type.map { "External event \($0)" } ?? "Any external event"
        case .pageVisited(let part): "Page visited whose address contains “\(part)”"
        case .emailOpened(let email): email.map { "E-mail “\($0)” opened" } ?? "Any e-mail opened"
        case .linkClicked(let part): "Link clicked whose address contains “\(part)”"
        case .formSubmitted(let form): form.map { "Form “\($0)” submitted" } ?? "Any form submitted"
        }
    }

    private static func fields(_ fields: Set<ProfileField>, _ verb: String) -> String? {
        guard !fields.isEmpty else { return nil }
        let labels = fields.sorted { $0.rawValue < $1.rawValue }.map(\.label)
        return "\(list(labels)) \(verb)"
    }

    private static func list(_ words: [String]) -> String {
        guard words.count > 1, let last = words.last else { return words.first ?? "" }
        return "\(words.dropLast().joined(separator: ", ")) or \(last)"
    }
}

extension DetailMatch {
    /// What it asks of the value, as the end of a sentence; empty where any value will do.
    package var words: String {
        switch self {
        case .exists: ""
        case .isOneOf(let values): " with the value \(values.map { "“\($0)”" }.joined(separator: " or "))"
        case .contains(let part): " with a value that contains “\(part)”"
        case .range(let range):
            " with a value"
                + (range.lower.map { " \($0.isIncluded ? "of at least" : "above") \(Self.number($0.value))" } ?? "")
                + (range.lower != nil && range.upper != nil ? " and" : "")
                + (range.upper.map { " \($0.isIncluded ? "of at most" : "below") \(Self.number($0.value))" } ?? "")
        }
    }

    private static func number(_ value: Double) -> String {
        Int64(exactly: value).map { "\($0)" } ?? "\(value)"
    }
}
