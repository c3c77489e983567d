import Access
import Contacts
import Forms

/// The fields of the editor of a form, with what stands in them and what is wrong.
struct SignUpFormFields: Sendable {
    let words: [FormField]
    let consents: [FormField]
    let effects: [FormField]
    let ways: [FormField]
    let texts: [FormField]

    init(_ draft: SignUpFormDraft, users: [User], templates: [String], problems: [FormProblem]) {
        func field(
            _ value: SignUpFormDraft.Value,
            _ label: String,
            _ control: FormField.Control = .text,
            help: String? = nil,
            limit: Int? = nil,
            isRequired: Bool = false
        ) -> FormField {
            FormField(
                value.rawValue,
                label,
                control,
                value: draft.text(value),
                help: help,
                problem: problems.text(for: value.rawValue),
                limit: limit,
                isRequired: isRequired
            )
        }
        words = [
            field(.title, "Title", limit: FormDefinition.maximumTitleLength, isRequired: true),
            field(.introduction, "Introduction", .longText, limit: FormDefinition.maximumTextLength),
            field(.language, "Language", help: "Its code, such as en or pl.", limit: 35),
        ]
        consents = [
            field(
                .emailWording,
                "Consent for e-mail",
                .longText,
                help: "What stands beside the box. Without it the form gives nobody's consent and sends no link.",
                limit: FormDefinition.maximumTextLength
            ),
            field(.emailRequired, "Nobody signs up without it", .tick),
            field(
                .mobileWording,
                "Consent for text messages",
                .longText,
                help: "It needs the field Phone.",
                limit: FormDefinition.maximumTextLength
            ),
            field(.mobileRequired, "Nobody signs up without this one", .tick),
        ]
        let states = [("", "prospect, if new")] + ContactState.allCases.map { ($0.word, $0.word) }
        let owners = users.filter { $0.isActive || $0.email == draft.text(.owner) }
        effects = [
            field(.tags, "Tags, one on each line", .longText, help: "With a score, such as NEWSLETTER: 5."),
            field(.details, "Details that are set, one on each line", .longText, help: "Such as source = web."),
            field(.state, "State", .choice(states)),
            field(
                .owner,
                "Owner of new contacts",
                .searchedChoice([("", "the default owner")] + owners.map { ($0.email, $0.email) })
            ),
            field(
                .overwrites,
                "Replace what is known of a contact",
                .tick,
                help:
                    "Once the link is confirmed. Otherwise answers only fill in what is empty. Address, score and owners stay."
            ),
        ]
        let chosen = draft.text(.template)
        let offered = templates + (chosen.isEmpty || templates.contains(chosen) ? [] : [chosen])
        ways = [
            field(.expiry, "The link works for days", .number),
            field(
                .template,
                "Message with the link",
                .searchedChoice([("", "the program's own")] + offered.map { ($0, $0) }),
                help: "An e-mail template with {{confirm-url}}."
            ),
            field(.redirect, "Address after sending", help: "Empty: a page of ours."),
            field(.confirmedRedirect, "Address after confirming", help: "Empty: a page of ours."),
        ]
        texts = FormText.allCases.map { text in
            let name = SignUpFormDraft.name(of: text)
            return FormField(
                name,
                text.label,
                .longText,
                value: draft.values[name] ?? "",
                help: "Empty: \(text.standard)",
                problem: problems.text(for: name),
                limit: FormText.maximumLength
            )
        }
    }
}
