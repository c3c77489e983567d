import Actions
import Contacts

extension FormDefinition {
    /// Writes the definition in the form that `init(_:of:)` reads; what says nothing is left out.
    func encode(to container: inout KeyedEncodingContainer<ActionKey>) throws {
        try container.encode(title, forKey: ActionKey("title"))
        if !introduction.isEmpty { try container.encode(introduction, forKey: ActionKey("introduction")) }
        try container.encode(language, forKey: ActionKey("language"))
        try container.encode(questions, forKey: ActionKey("fields"))
        if emailConsent != nil || mobileConsent != nil {
            var consent = container.nestedContainer(keyedBy: ActionKey.self, forKey: ActionKey("consent"))
            for (channel, value) in [("email", emailConsent), ("mobile", mobileConsent)] {
                try consent.encodeIfPresent(value?.wording, forKey: ActionKey(channel))
                if value?.isRequired == true { try consent.encode(true, forKey: ActionKey("\(channel)-required")) }
            }
        }
        try encode(tags.map { ($0.key.text, $0.value) }, as: "tags", to: &container)
        try encode(details.map { ($0.key.text, $0.value) }, as: "details", to: &container)
        try container.encodeIfPresent(state?.word, forKey: ActionKey("state"))
        try container.encodeIfPresent(owner, forKey: ActionKey("owner"))
        if overwrites { try container.encode(true, forKey: ActionKey("overwrite")) }
        try container.encodeIfPresent(redirect, forKey: ActionKey("redirect"))
        try container.encodeIfPresent(confirmedRedirect, forKey: ActionKey("redirect-confirmed"))
        try container.encodeIfPresent(template, forKey: ActionKey("template"))
        try container.encode(expiryDays, forKey: ActionKey("expires-days"))
        try encode(texts.map { ($0.key.rawValue, $0.value) }, as: "texts", to: &container)
    }

    private func encode<Value: Encodable>(
        _ pairs: [(String, Value)],
        as key: String,
        to container: inout KeyedEncodingContainer<ActionKey>
    ) throws {
        guard !pairs.isEmpty else { return }
        var inner = container.nestedContainer(keyedBy: ActionKey.self, forKey: ActionKey(key))
        for (name, value) in pairs.sorted(by: { $0.0 < $1.0 }) { try inner.encode(value, forKey: ActionKey(name)) }
    }
}

extension FormQuestion: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: ActionKey.self)
        let word =
            switch subject {
            case .email: "email"
            case .field(let field): field.word
            case .detail: "detail"
            }
        var settings = container.nestedContainer(keyedBy: ActionKey.self, forKey: ActionKey(word))
        if case .detail(let name, let control) = subject {
            try settings.encode(name.text, forKey: ActionKey("name"))
            switch control {
            case .text: break
            case .choice(let options):
                try settings.encode("choice", forKey: ActionKey("type"))
                try settings.encode(options, forKey: ActionKey("options"))
            case .tick: try settings.encode("tick", forKey: ActionKey("type"))
            }
        }
        try settings.encode(label, forKey: ActionKey("label"))
        if isRequired, subject != .email { try settings.encode(true, forKey: ActionKey("required")) }
    }
}
