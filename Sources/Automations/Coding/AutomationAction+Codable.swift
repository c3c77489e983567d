import Actions
import Contacts
import Messaging

extension AutomationAction: Codable {
    /// What only automation does, by the word in files.
    private enum Name: String, CaseIterable {
        case addScore = "add-score"
        case webhook
        case sendEmail = "send-email"
        case sendText = "send-text"
    }

    /// Bulk actions that no rule or workflow carries out.
    private static let refused: Set = ["delete-contacts", "hand-over", "generate-urls"]

    /// The words that name actions in rules and workflows.
    package static let words = PlannedAction.words.filter { !refused.contains($0) } + Name.allCases.map(\.rawValue)

    /// Reads one action: one name with its settings.
    ///
    /// - Throws: `DecodingError.dataCorrupted` over an `ActionFormatError`.
    package init(from decoder: any Decoder) throws {
        try self.init(ActionNode(decoder), beside: [])
    }

    /// Reads one action that stands beside keys which mean something else.
    init(_ node: ActionNode, beside others: Set<String>) throws {
        guard let word = node.onlyKey(beside: others) else { throw node.error(.notOneAction) }
        let settings = try node.object([word] + others.sorted()).node(word, of: node)
        switch word {
        case Name.addScore.rawValue: self = .addScore(try settings.wholeNumber(in: Contact.scores))
        case Name.webhook.rawValue: self = .webhook(try Webhook(settings))
        case Name.sendEmail.rawValue: self = .send(try MessageStep(settings, .email))
        case Name.sendText.rawValue: self = .send(try MessageStep(settings, .text))
        case "email-status" where (try? settings.text()) == "opt-in": self = .optIn
        case _ where Self.refused.contains(word):
            throw node.error(.automation("no rule or workflow does \"\(word)\"; take it out"))
        case _ where PlannedAction.words.contains(word):
            let action = try PlannedAction(node, beside: others)
            guard !action.writesPrivateNote else {
                throw settings.error(
                    .automation("nobody is the author of this note, so nobody could read it; take \"private\" out")
                )
            }
            self = .planned(action)
        default:
            throw node.error(.automation("there is no action \"\(word)\"; use \(ActionFormatError.list(Self.words))"))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        if case .planned(let action) = self { return try action.encode(to: encoder) }
        var container = encoder.container(keyedBy: ActionKey.self)
        switch self {
        case .planned: break
        case .optIn: try container.encode("opt-in", forKey: ActionKey("email-status"))
        case .addScore(let points): try container.encode(points, forKey: ActionKey(Name.addScore.rawValue))
        case .webhook(let webhook):
            var settings = container.nestedContainer(keyedBy: ActionKey.self, forKey: ActionKey(Name.webhook.rawValue))
            try settings.encode(webhook.url, forKey: ActionKey("url"))
        case .send(let step):
            let name: Name = step.channel == .email ? .sendEmail : .sendText
            var settings = container.nestedContainer(keyedBy: ActionKey.self, forKey: ActionKey(name.rawValue))
            try settings.encode(step.template, forKey: ActionKey("template"))
            try settings.encodeIfPresent(step.language, forKey: ActionKey("language"))
        }
    }
}

extension Webhook {
    fileprivate init(_ node: ActionNode) throws {
        let place = try node.object(["url"]).node("url", of: node)
        let text = try place.text(atMost: Self.maximumLength)
        guard let webhook = Webhook(checking: text) else {
            throw place.error(.automation("\"\(text)\" cannot be called; \(Self.hint)"))
        }
        self = webhook
    }
}

extension MessageStep {
    fileprivate init(_ node: ActionNode, _ channel: MessageChannel) throws {
        let settings = try node.object(["template", "language"])
        let language = try settings.node("language")?.text(atMost: 3)
        self.init(channel, template: try settings.node("template", of: node).text(atMost: 255), language: language)
    }
}
