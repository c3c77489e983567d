import Automations
import Contacts
import Selections

/// An event with what narrows it down, as somebody filled it in.
struct TriggerForm: Sendable, Equatable {
    /// Tells this row from the others of the form.
    let key: String
    let kind: EventKind
    let values: [String: String]

    init(key: String, kind: EventKind, values: [String: String] = [:]) {
        self.key = key
        self.kind = kind
        self.values = values
    }

    /// Reads the rows of a form; each is announced by a field `event` with key and kind.
    static func rows(in fields: FormFields) -> [TriggerForm] {
        fields.all("event").compactMap { announcement in
            let parts = announcement.split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2, let kind = EventKind(rawValue: parts[1]) else { return nil }
            let pairs = kind.settings.map { setting in
                // Boxes to tick send one value each.
                let values = fields.all(name(setting, of: parts[0])).map(\.trimmed)
                return (setting, values.joined(separator: ","))
            }
            return TriggerForm(key: parts[0], kind: kind, values: Dictionary(uniqueKeysWithValues: pairs))
        }
    }

    subscript(setting: String) -> String { values[setting] ?? "" }

    /// The name of the field that holds a setting.
    func name(_ setting: String) -> String { Self.name(setting, of: key) }

    private static func name(_ setting: String, of key: String) -> String { "e-\(key)-\(setting)" }
}

extension EventKind {
    /// The names of its settings in the form.
    var settings: [String] {
        switch self {
        case .contactAdded, .emailOptedIn, .emailOptedOut, .markedInvalid, .mobileOptedIn, .mobileOptedOut,
            .scoreChanged, .noteAdded:
            []
        case .fieldAdded, .fieldModified: ["fields"]
        case .tagAssigned: ["names"]
        case .tagScoreReached: ["tag", "score"]
        case .detailAdded, .detailModified: ["detail", "test", "value"]
        case .scoreReached: ["score"]
        case .stageEntered: ["place"]
        case .ownerChanged: ["user", "level"]
        case .stateChanged: ["states"]
        case .couponUsed: ["coupon"]
        case .birthday: ["days"]
        case .detailDate: ["detail", "days"]
        case .externalEvent: ["type"]
        case .pageVisited, .linkClicked: ["part"]
        case .emailOpened: ["email"]
        case .formSubmitted: ["form"]
        }
    }
}

extension TriggerForm {
    /// A row that holds an event.
    init(key: String, _ trigger: Trigger) {
        self.init(key: key, kind: trigger.kind, values: Self.values(trigger))
    }

    private static func values(_ trigger: Trigger) -> [String: String] {
        switch trigger {
        case .contactAdded, .emailOptedIn, .emailOptedOut, .mobileOptedIn, .mobileOptedOut, .markedInvalid,
            .scoreChanged, .noteAdded:
            [:]
        case .fieldAdded(let fields), .fieldModified(let fields):
            ["fields": fields.map(\.word).sorted().joined(separator: ",")]
        case .tagAssigned(let names): ["names": names.map(\.text).joined(separator: ",")]
        case .tagScoreReached(let tag, let score): ["tag": tag.text, "score": "\(score)"]
        case .detailAdded(let name, let match), .detailModified(let name, let match):
            ["detail": name.text, "test": match.test.word, "value": match.test.value]
        case .scoreReached(let score): ["score": "\(score)"]
        case .stageEntered(let funnel, let stage): ["place": StagePlace(funnel: funnel, stage: stage).word]
        case .ownerChanged(let level, let user): ["level": level?.word ?? "", "user": user ?? ""]
        case .stateChanged(let states): ["states": states.map(\.word).sorted().joined(separator: ",")]
        case .couponUsed(let name): ["coupon": name?.text ?? ""]
        case .birthday(let days): ["days": "\(days)"]
        case .detailDate(let name, let days): ["detail": name.text, "days": "\(days)"]
        case .externalEvent(let type): ["type": type ?? ""]
        case .pageVisited(let part), .linkClicked(let part): ["part": part]
        case .emailOpened(let email): ["email": email ?? ""]
        case .formSubmitted(let form): ["form": form ?? ""]
        }
    }
}

extension DetailMatch {
    /// The choice and the text by which a form says it.
    fileprivate var test: (word: String, value: String) {
        switch self {
        case .exists: ("any", "")
        case .isOneOf(let values) where values.count == 1: ("is", values[0])
        case .contains(let part): ("contains", part)
        case .isOneOf, .range: ("query", queryEnd)
        }
    }

    /// What a query writes behind the name of the detail, such as `> 40`.
    private var queryEnd: String {
        let name = "detail.x "
        let query = Criterion.leaf(.detail(DetailName(stored: "x"), self)).queryText
        return query.hasPrefix(name) ? String(query.dropFirst(name.count)) : query
    }

    /// Reads what a query writes behind the name of a detail.
    init?(queryEnd: String) {
        guard case .leaf(.detail(_, let match))? = try? Criterion(query: "detail.x \(queryEnd)") else { return nil }
        self = match
    }
}
