import Contacts
import Messaging

/// One template, in one of its languages.
struct MessageTemplatePage: PageModel {
    static let template = "message-template"

    struct Language: Sendable {
        let tag: String
        let languageAddress: String
        let isOpen: Bool
    }

    let tabs = MessageTabs(.templates)
    let heading: String
    let channelLabel: String
    let isEmail: Bool
    let address: String
    let language: String
    let revision: String
    let languages: [Language]
    let fields: [FormField]
    let problems: [FormProblem]
    let hasProblems: Bool
    let placeholders: [String]
    let fallbackExample = "{{first-name|customer}}"
    let sectionExample = "{{#city}}…{{/city}}"

    var title: String { heading }
    var area: Area? { .messages }

    init(
        _ template: MessageTemplate,
        _ form: MessageTemplateForm,
        accounts: [MessageAccount],
        problems: [FormProblem]
    ) {
        heading = template.name
        channelLabel = template.channel.label
        isEmail = template.channel == .email
        let path = MessageTemplatePages.path(of: template.id)
        address = path
        language = form.language
        revision = "\(form.revision ?? template.revision)"
        languages = Set(template.content.variants.keys).union([form.language]).sorted().map {
            Language(tag: $0, languageAddress: "\(path)?language=\($0)", isOpen: $0 == form.language)
        }
        fields = form.fields(accounts: accounts, problems: problems)
        self.problems = problems
        hasProblems = !problems.isEmpty
        placeholders = (Placeholder.words + ["detail.NAME", "coupon.NAME"]).map { "{{\($0)}}" }
    }
}
