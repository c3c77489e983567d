import Actions
import Contacts
import Selections

extension Trigger: Decodable {
    /// Reads an event: a name, or a name with its settings.
    ///
    /// - Throws: `DecodingError.dataCorrupted` over an `ActionFormatError`.
    package init(from decoder: any Decoder) throws {
        let node = ActionNode(decoder)
        let isPlain = node.isText
        guard let word = isPlain ? try node.text() : node.onlyKey() else {
            throw node.error(.automation(Self.notOneEvent))
        }
        guard let name = EventKind(rawValue: word) else {
            let events = EventKind.allCases.map(\.rawValue)
            throw node.error(.automation("there is no event \"\(word)\"; use \(ActionFormatError.list(events))"))
        }
        if isPlain {
            guard let plain = name.plain else {
                throw node.error(.automation("the event \"\(word)\" needs settings, such as \(name.example)"))
            }
            self = plain
        } else {
            self = try Self.read(name, try node.object([word]).node(word, of: node))
        }
    }

    private static let notOneEvent =
        "write each event as a name, such as \"contact-added\", or as one name with its settings, such as \"score-reached: 100\""

    private static func read(_ name: EventKind, _ node: ActionNode) throws -> Trigger {
        switch name {
        case .contactAdded, .emailOptedIn, .emailOptedOut, .mobileOptedIn, .mobileOptedOut, .markedInvalid,
            .scoreChanged, .noteAdded:
            throw node.error(.automation("the event \"\(name.rawValue)\" has no settings; write the name only"))
        case .fieldAdded: return .fieldAdded(try fields(node))
        case .fieldModified: return .fieldModified(try fields(node))
        case .tagAssigned: return .tagAssigned(try node.tagNames())
        case .tagScoreReached:
            let settings = try node.object(["tag", "score"])
            return .tagScoreReached(
                try settings.node("tag", of: node).tagName(),
                try settings.node("score", of: node).wholeNumber(in: Contact.scores)
            )
        case .detailAdded:
            let (detail, match) = try detail(node)
            return .detailAdded(detail, match)
        case .detailModified:
            let (detail, match) = try detail(node)
            return .detailModified(detail, match)
        case .scoreReached: return .scoreReached(try node.wholeNumber(in: Contact.scores))
        case .stageEntered:
            let settings = try node.object(["funnel", "stage"])
            return .stageEntered(
                funnel: try settings.node("funnel", of: node).text(atMost: Funnel.maximumNameLength),
                stage: try settings.node("stage")?.text(atMost: Stage.nameLengths.upperBound)
            )
        case .ownerChanged: return try ownerChanged(node)
        case .stateChanged: return .stateChanged(try states(node))
        case .couponUsed: return .couponUsed(try node.couponName())
        case .birthday:
            return .birthday(daysBefore: try daysBefore(try node.object(["days-before"]).node("days-before", of: node)))
        case .detailDate:
            let settings = try node.object(["name", "days-before"])
            return .detailDate(
                try settings.node("name", of: node).detailName(),
                daysBefore: try settings.node("days-before").map(daysBefore) ?? 0
            )
        case .externalEvent: return .externalEvent(type: try node.text(atMost: maximumTextLength))
        case .pageVisited: return .pageVisited(containing: try node.text(atMost: maximumTextLength))
        case .emailOpened: return .emailOpened(email: try node.text(atMost: maximumTextLength))
        case .linkClicked: return .linkClicked(containing: try node.text(atMost: maximumTextLength))
        case .formSubmitted: return .formSubmitted(form: try node.text(atMost: maximumTextLength))
        }
    }

    private static func fields(_ node: ActionNode) throws -> Set<ProfileField> {
        let words = ProfileField.allCases.map { ($0.word, $0) }
        let fields = try node.elements("a list of fields").map { try $0.word(words) }
        guard !fields.isEmpty else { throw node.error(.emptyList) }
        return Set(fields)
    }

    private static func states(_ node: ActionNode) throws -> Set<ContactState> {
        let words = ContactState.allCases.map { ($0.word, $0) }
        let states = try node.elements("a list of states").map { try $0.word(words) }
        guard !states.isEmpty else { throw node.error(.emptyList) }
        return Set(states)
    }

    private static func detail(_ node: ActionNode) throws -> (DetailName, DetailMatch) {
        let settings = try node.object(["name", "match"])
        let name = try settings.node("name", of: node).detailName()
        guard let match = try settings.node("match") else { return (name, .exists) }
        return (name, try DetailMatch(from: match.decoder))
    }

    private static func ownerChanged(_ node: ActionNode) throws -> Trigger {
        let settings = try node.object(["level", "user"])
        let levels = OwnerLevel.allCases.reversed().map { ($0.word, $0) }
        return .ownerChanged(
            level: try settings.node("level")?.word(levels),
            user: try settings.node("user")?.text(atMost: EmailAddress.maximumLength)
        )
    }

    private static func daysBefore(_ node: ActionNode) throws -> Int {
        Int(try node.wholeNumber(in: Int64(daysBefore.lowerBound)...Int64(daysBefore.upperBound)))
    }
}

extension EventKind {
    /// How an event that cannot stand without settings is written.
    fileprivate var example: String {
        switch self {
        case .tagAssigned: "\"tag-assigned: [VIP]\""
        case .tagScoreReached: "\"tag-score-reached: { tag: VIP, score: 10 }\""
        case .detailAdded, .detailModified: "\"\(rawValue): { name: city }\""
        case .stageEntered: "\"stage-entered: { funnel: Onboarding }\""
        case .detailDate: "\"detail-date: { name: renewal }\""
        default: "\"score-reached: 100\""
        }
    }
}

extension ActionNode {
    /// One tag, normalised.
    func tagName() throws -> TagName {
        let text = try text()
        do { return try TagName(text) } catch { throw self.error(.tagName(text, error)) }
    }
}
