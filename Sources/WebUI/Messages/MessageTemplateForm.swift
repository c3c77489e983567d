import Messaging

/// A template as somebody filled it in, in one of its languages.
struct MessageTemplateForm: Sendable {
    let channel: MessageChannel
    let name: String
    /// The language that is on the page.
    let language: String
    let subject: String
    let html: String
    let text: String
    let isDefault: Bool
    let isFollowed: Bool
    let account: AccountID?
    let revision: Int64?

    init(_ template: MessageTemplate, language: String) {
        channel = template.channel
        name = template.name
        self.language = language
        let variant = template.content.variants[language] ?? TemplateContent.Variant()
        subject = variant.subject ?? ""
        html = variant.html ?? ""
        text = variant.text ?? ""
        isDefault = template.content.language == language
        isFollowed = template.content.isFollowed
        account = template.account
        revision = template.revision
    }

    init(_ fields: FormFields, _ channel: MessageChannel, language: String) {
        self.channel = channel
        name = fields["name"]
        self.language = language
        subject = fields["subject"]
        html = fields.all("html").first ?? ""
        text = fields.all("text").first ?? ""
        isDefault = fields["default"] == "yes"
        isFollowed = fields["followed"] == "yes"
        account = Int64(fields["account"]).map(AccountID.init)
        revision = Int64(fields["revision"])
    }

    /// The content with what the page says in place of this language; a language without any text leaves.
    func applied(to content: TemplateContent) -> TemplateContent {
        var result = content
        let isEmpty = [subject, html, text].allSatisfy { $0.allSatisfy(\.isWhitespace) }
        result.variants[language] =
            isEmpty ? nil : TemplateContent.Variant(subject: channel == .email ? subject : nil, html: html, text: text)
        if isDefault { result.language = language }
        if channel == .email { result.isFollowed = isFollowed }
        return result
    }

    /// The fields, and what is wrong with them.
    func fields(accounts: [MessageAccount], problems: [FormProblem]) -> [FormField] {
        let offered = accounts.filter { $0.settings.channel == channel }
        let accountField = FormField(
            "account",
            "Sent from",
            .choice([("", "the default account")] + offered.map { ("\($0.id.number)", $0.name) }),
            value: account.map { "\($0.number)" } ?? ""
        )
        let name = FormField(
            "name",
            "Name",
            value: name,
            help: "Rules, workflows and forms name the template by it.",
            problem: problems.text(for: "name"),
            limit: 255,
            isRequired: true
        )
        let isDefault = FormField(
            "default",
            "Contacts whose language has no text here get this one",
            .tick,
            value: isDefault ? "yes" : ""
        )
        let text = FormField(
            "text",
            channel == .email ? "Plain text" : "Text",
            .longText,
            value: text,
            help: channel == .email
                ? "For mail programs that show no HTML; made from the HTML where it is empty." : nil,
            problem: problems.text(for: "text")
        )
        guard channel == .email else { return [name, accountField, isDefault, text] }
        return [
            name, accountField,
            FormField("subject", "Subject", value: subject, problem: problems.text(for: "subject"), limit: 998),
            FormField("html", "HTML", .longText, value: html, problem: problems.text(for: "html")), text, isDefault,
            FormField(
                "followed",
                "See who opens the e-mail and follows its links",
                .tick,
                value: isFollowed ? "yes" : ""
            ),
        ]
    }
}
