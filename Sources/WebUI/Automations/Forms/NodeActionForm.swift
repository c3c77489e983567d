import Actions
import Automations
import Contacts
import Messaging

/// An action of a rule or workflow as somebody filled it in.
struct NodeActionForm: Sendable, Equatable {
    /// Tells its fields from the others of the form.
    let key: String
    let kind: NodeActionKind
    let values: [String: String]

    init(key: String, kind: NodeActionKind, values: [String: String]) {
        self.key = key
        self.kind = kind
        self.values = values
    }

    init(key: String, kind: NodeActionKind, _ fields: FormFields) {
        let pairs = kind.settings.map { ($0, fields[Self.name($0, of: key)]) }
        self.init(key: key, kind: kind, values: Dictionary(uniqueKeysWithValues: pairs))
    }

    /// A form that holds an action; nothing where no form can.
    init?(key: String, _ action: AutomationAction) {
        switch action {
        case .planned(let planned):
            guard let form = ActionForm(key: key, planned) else { return nil }
            self.init(key: key, kind: .bulk(form.kind), values: form.values)
        case .optIn: self.init(key: key, kind: .optIn, values: [:])
        case .addScore(let points): self.init(key: key, kind: .addScore, values: ["points": "\(points)"])
        case .webhook(let webhook): self.init(key: key, kind: .webhook, values: ["url": webhook.url])
        case .send(let step):
            self.init(
                key: key,
                kind: step.channel == .email ? .email : .text,
                values: ["template": step.template, "language": step.language ?? ""]
            )
        }
    }

    private static func name(_ setting: String, of key: String) -> String { "a-\(key)-\(setting)" }

    private func name(_ setting: String) -> String { Self.name(setting, of: key) }

    /// The action that the form asks for, or what must be corrected.
    func action() -> (action: AutomationAction?, problems: [FormProblem]) {
        var reader = SettingReader(box: kind.label, name: name) { values[$0] ?? "" }
        switch kind {
        case .bulk(let kind):
            let (planned, problems) = ActionForm(key: key, kind: kind, values: values).planned()
            return (planned.map { .planned($0) }, problems)
        case .optIn: return (.optIn, [])
        case .addScore:
            let points = reader.score("points")
            return reader.problems.isEmpty ? (.addScore(points), []) : (nil, reader.problems)
        case .webhook:
            guard let webhook = Webhook(checking: values["url"] ?? "") else {
                reader.refuse("url", "write a whole address that begins with https:// or http://")
                return (nil, reader.problems)
            }
            return (.webhook(webhook), [])
        case .email, .text:
            let template = (values["template"] ?? "").trimmed
            let language = (values["language"] ?? "").trimmed.lowercased()
            guard !template.isEmpty else {
                reader.refuse("template", "choose a template; make one under Messages if there is none")
                return (nil, reader.problems)
            }
            let channel: MessageChannel = kind == .email ? .email : .text
            let step = MessageStep(channel, template: template, language: language.isEmpty ? nil : language)
            return (.send(step), [])
        }
    }

    /// The fields with what there is to choose from, and what is wrong with them.
    func fields(_ surroundings: RunSurroundings, _ problems: [FormProblem]) -> [FormField] {
        func make(_ setting: String, _ label: String, _ control: FormField.Control, _ limit: Int?) -> FormField {
            FormField(
                name(setting),
                label,
                control,
                value: values[setting] ?? "",
                problem: problems.text(for: name(setting)),
                limit: limit
            )
        }
        switch kind {
        case .bulk(let bulk):
            let wanted = Set(kind.settings.map(name))
            let form = ActionForm(key: key, kind: bulk, values: values)
            return ActionRow(form, surroundings, problems: problems).fields.filter { wanted.contains($0.name) }
        case .optIn: return []
        case .addScore: return [make("points", "Points", .number, nil)]
        case .webhook: return [make("url", "Address", .text, Webhook.maximumLength)]
        case .email, .text:
            let channel: MessageChannel = kind == .email ? .email : .text
            let templates = surroundings.templates.filter { $0.channel == channel }
            let languages = Set(templates.flatMap { $0.content.variants.keys }).sorted()
            return [
                make(
                    "template",
                    "Template",
                    .searchedChoice([("", "choose")] + templates.map { ($0.name, $0.name) }),
                    nil
                ),
                make("language", "Language", .choice([("", "that of the contact")] + languages.map { ($0, $0) }), nil),
            ]
        }
    }
}
