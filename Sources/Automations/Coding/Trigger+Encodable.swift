import Actions
import Contacts
import Selections

extension Trigger: Encodable {
    /// Writes the name, with settings where it has some.
    package func encode(to encoder: any Encoder) throws {
        guard self != kind.plain else {
            var container = encoder.singleValueContainer()
            try container.encode(kind.rawValue)
            return
        }
        var container = encoder.container(keyedBy: ActionKey.self)
        let key = ActionKey(kind.rawValue)
        switch self {
        case .fieldAdded(let fields), .fieldModified(let fields):
            try container.encode(ProfileField.allCases.filter(fields.contains).map(\.word), forKey: key)
        case .tagAssigned(let names): try container.encode(names.map(\.text), forKey: key)
        case .tagScoreReached(let tag, let score):
            var settings = container.nestedContainer(keyedBy: ActionKey.self, forKey: key)
            try settings.encode(tag.text, forKey: ActionKey("tag"))
            try settings.encode(score, forKey: ActionKey("score"))
        case .detailAdded(let name, let match), .detailModified(let name, let match):
            var settings = container.nestedContainer(keyedBy: ActionKey.self, forKey: key)
            try settings.encode(name.text, forKey: ActionKey("name"))
            if match != .exists { try settings.encode(match, forKey: ActionKey("match")) }
        case .scoreReached(let score): try container.encode(score, forKey: key)
        case .stageEntered(let funnel, let stage):
            var settings = container.nestedContainer(keyedBy: ActionKey.self, forKey: key)
            try settings.encode(funnel, forKey: ActionKey("funnel"))
            try settings.encodeIfPresent(stage, forKey: ActionKey("stage"))
        case .ownerChanged(let level, let user):
            var settings = container.nestedContainer(keyedBy: ActionKey.self, forKey: key)
            try settings.encodeIfPresent(level?.word, forKey: ActionKey("level"))
            try settings.encodeIfPresent(user, forKey: ActionKey("user"))
        case .stateChanged(let states):
            try container.encode(ContactState.allCases.filter(states.contains).map(\.word), forKey: key)
        case .couponUsed(let coupon): try container.encode(coupon?.text, forKey: key)
        case .birthday(let days):
            var settings = container.nestedContainer(keyedBy: ActionKey.self, forKey: key)
            try settings.encode(days, forKey: ActionKey("days-before"))
        case .detailDate(let name, let days):
            var settings = container.nestedContainer(keyedBy: ActionKey.self, forKey: key)
            try settings.encode(name.text, forKey: ActionKey("name"))
            if days != 0 { try settings.encode(days, forKey: ActionKey("days-before")) }
        case .externalEvent(let text), .emailOpened(let text), .formSubmitted(let text):
            try container.encode(text, forKey: key)
        case .pageVisited(let phrase), .linkClicked(let phrase): try container.encode(phrase, forKey: key)
        case .contactAdded, .emailOptedIn, .emailOptedOut, .mobileOptedIn, .mobileOptedOut, .markedInvalid,
            .scoreChanged, .noteAdded:
            // These equal their plain form above.
            break
        }
    }
}
