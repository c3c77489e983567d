import Contacts
import Messaging

/// What somebody typed for a new template.
struct MessageTemplateDraft: Sendable {
    let name: String
    let channel: MessageChannel

    init() { (name, channel) = ("", .email) }

    init(_ fields: FormFields) {
        name = fields["name"]
        channel = MessageChannel(rawValue: fields["channel"]) ?? .email
    }

    /// What it begins with, to be written over.
    var content: TemplateContent {
        let text = "Dear {{first-name|customer}},\n\n…"
        let variant = TemplateContent.Variant(subject: channel == .email ? name : nil, text: text)
        return TemplateContent(language: "en", variants: ["en": variant])
    }
}

/// Every template.
struct MessageTemplateListPage: PageModel {
    static let template = "message-templates"

    struct Row: Sendable {
        let address: String
        let templateName: String
        let channelLabel: String
        let languages: String
        let changed: Moment
    }

    let tabs = MessageTabs(.templates)
    let rows: [Row]
    let fields: [FormField]
    let problems: [FormProblem]
    let hasProblems: Bool

    var title: String { "Templates" }
    var area: Area? { .messages }

    init(
        _ templates: [MessageTemplate],
        draft: MessageTemplateDraft,
        problems: [FormProblem],
        clock: WorkspaceClock
    ) {
        rows = templates.map {
            Row(
                address: MessageTemplatePages.path(of: $0.id),
                templateName: $0.name,
                channelLabel: $0.channel.label,
                languages: $0.content.variants.keys.sorted().joined(separator: ", "),
                changed: clock.moment($0.modifiedAt)
            )
        }
        fields = [
            FormField(
                "name",
                "Name",
                value: draft.name,
                problem: problems.text(for: "name"),
                limit: 255,
                isRequired: true
            ),
            FormField(
                "channel",
                "Kind",
                .choice(MessageChannel.allCases.map { ($0.rawValue, $0.label) }),
                value: draft.channel.rawValue
            ),
        ]
        self.problems = problems
        hasProblems = !problems.isEmpty
    }
}

/// The parts of the area “Messages”.
struct MessageTabs: Sendable {
    enum Tab: String, CaseIterable {
        case outbox = "Outbox"
        case templates = "Templates"
        case accounts = "Accounts"

        var path: String {
            switch self {
            case .outbox: "/messages"
            case .templates: "/messages/templates"
            case .accounts: "/messages/accounts"
            }
        }
    }

    struct Item: Sendable {
        let tabLabel: String
        let tabPath: String
        let isOpen: Bool
    }

    let items: [Item]

    init(_ open: Tab) {
        items = Tab.allCases.map { Item(tabLabel: $0.rawValue, tabPath: $0.path, isOpen: $0 == open) }
    }
}
