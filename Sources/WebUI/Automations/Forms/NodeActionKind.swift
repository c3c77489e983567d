import Actions
import Automations

/// An action that a rule or workflow can carry out.
enum NodeActionKind: Sendable, Hashable {
    case bulk(ActionKind)
    case optIn
    case addScore
    case webhook
    case email
    case text

    /// Most of those of the Contact manager, and what only automation does.
    static let all: [NodeActionKind] =
        [.optIn] + ActionKind.ofAutomation.map { .bulk($0) } + [.addScore, .email, .text, .webhook]

    /// Reads the word of a choice.
    init?(word: String) {
        guard let kind = Self.all.first(where: { $0.word == word }) else { return nil }
        self = kind
    }

    var word: String {
        switch self {
        case .bulk(let kind): kind.rawValue
        case .optIn: "opt-in"
        case .addScore: "add-score"
        case .webhook: "webhook"
        case .email: "send-email"
        case .text: "send-text"
        }
    }

    /// What people call it.
    var label: String {
        switch self {
        case .bulk(let kind): kind.label
        case .optIn: "Opt in to e-mail marketing"
        case .addScore: "Add to the score"
        case .webhook: "Call another program"
        case .email: "Send an e-mail"
        case .text: "Send a text message"
        }
    }

    /// What somebody should know before using it.
    var advice: String? {
        switch self {
        case .bulk(.optOut): "They get no more e-mail."
        case .bulk(.addNote): "Everybody who sees the contact sees the note."
        case .bulk(let kind): kind.advice
        case .optIn: "Only after an event by which the person agreed, such as a form: it is recorded as the source."
        case .addScore: "A negative number takes away."
        case .email: "Contacts that are opted out, invalid or deleted when it is sent get nothing."
        case .text: "Contacts that are opted out of text messages, or have no phone number, get nothing."
        case .webhook: "A POST with the contact as JSON. It is tried again where the other program does not answer."
        }
    }

    /// The names of its settings in the form.
    var settings: [String] {
        switch self {
        // Nobody is the author of such a note, and owners that a rule assigns start automation in any case.
        case .bulk(.addNote), .bulk(.assignOwner):
            bulkSettings.filter { !["private", "workflows"].contains($0) }
        case .bulk: bulkSettings
        case .optIn: []
        case .addScore: ["points"]
        case .webhook: ["url"]
        case .email, .text: ["template", "language"]
        }
    }

    private var bulkSettings: [String] { if case .bulk(let kind) = self { kind.settings } else { [] } }

    /// What a new one holds.
    var defaults: [String: String] {
        switch self {
        case .bulk(let kind): kind.defaults
        case .addScore: ["points": "5"]
        case .optIn: [:]
        case .webhook: ["url": "https://"]
        case .email, .text: [:]
        }
    }
}
