import Contacts
import Forms

/// A form as somebody filled in what it asks, says and does.
struct SignUpFormDraft: Sendable, Equatable {
    /// The version that is edited.
    let version: Int64
    /// What stands in the fields that hold one text, by their names.
    private(set) var values: [String: String]
    private(set) var questions: [QuestionForm]
    /// The row that was just added, to which the attention goes.
    private(set) var newKey: String?

    /// The fields that hold one text.
    enum Value: String, CaseIterable, Sendable {
        case title, introduction, language, tags, details, state, owner, overwrites, redirect, template, expiry
        case confirmedRedirect = "confirmed-redirect"
        case emailWording = "email-wording"
        case emailRequired = "email-required"
        case mobileWording = "mobile-wording"
        case mobileRequired = "mobile-required"
    }

    init(_ form: SignUpForm) {
        let definition = form.definition
        version = form.version
        var texts: [Value: String] = [
            .title: definition.title, .introduction: definition.introduction, .language: definition.language,
            .tags: NamedLines.text(definition.tags), .details: NamedLines.text(definition.details),
            .overwrites: definition.overwrites ? "yes" : "", .expiry: "\(definition.expiryDays)",
            .emailRequired: definition.emailConsent?.isRequired == true ? "yes" : "",
            .mobileRequired: definition.mobileConsent?.isRequired == true ? "yes" : "",
        ]
        texts[.state] = definition.state?.word
        texts[.owner] = definition.owner
        texts[.redirect] = definition.redirect
        texts[.confirmedRedirect] = definition.confirmedRedirect
        texts[.template] = definition.template
        texts[.emailWording] = definition.emailConsent?.wording
        texts[.mobileWording] = definition.mobileConsent?.wording
        values = Dictionary(uniqueKeysWithValues: texts.map { ($0.key.rawValue, $0.value) })
        for (text, words) in definition.texts { values[Self.name(of: text)] = words }
        questions = definition.questions.enumerated().map { QuestionForm(key: "q\($0.offset)", $0.element) }
    }

    init(_ fields: FormFields) {
        version = Int64(fields["version"]) ?? 0
        let names = Value.allCases.map(\.rawValue) + FormText.allCases.map(Self.name(of:))
        values = Dictionary(uniqueKeysWithValues: names.map { ($0, fields[$0].replacing("\r\n", with: "\n")) })
        questions = QuestionForm.rows(in: fields)
        guard let change = FormChange(word: fields["change"]) else { return }
        change.apply(to: &questions, by: \.key)
        if change.kind == .add, let kind = QuestionForm.Kind(word: fields["question-kind"]) {
            let key = FormChange.newKey()
            newKey = key
            questions.append(QuestionForm(key: key, new: kind))
        }
    }

    /// The name of the field that holds a text of the public pages.
    static func name(of text: FormText) -> String { "text-\(text.rawValue)" }

    func text(_ value: Value) -> String { values[value.rawValue] ?? "" }

    /// The definition, or everything that must be corrected.
    func definition() -> (definition: FormDefinition?, problems: [FormProblem]) {
        var problems: [FormProblem] = []
        let asked = questions.compactMap { $0.question(&problems) }
        let (tags, wrongTags) = NamedLines.tags(text(.tags))
        problems += wrongTags.map { FormProblem(Value.tags.rawValue, in: "Tags", $0.asSentence) }
        let (details, wrongDetails) = NamedLines.details(text(.details))
        problems += wrongDetails.map { FormProblem(Value.details.rawValue, in: "Details", $0.asSentence) }
        func consent(_ wording: Value, _ required: Value) -> FormDefinition.Consent? {
            text(wording).isEmpty ? nil : FormDefinition.Consent(text(wording), isRequired: text(required) == "yes")
        }
        func optional(_ value: Value) -> String? { text(value).isEmpty ? nil : text(value) }
        let texts = FormText.allCases.compactMap { text in values[Self.name(of: text)].map { (text, $0) } }
        let definition = FormDefinition(
            title: text(.title),
            introduction: text(.introduction),
            language: text(.language),
            questions: asked,
            emailConsent: consent(.emailWording, .emailRequired),
            mobileConsent: consent(.mobileWording, .mobileRequired),
            tags: tags,
            details: details,
            state: ContactState(word: text(.state)),
            owner: optional(.owner),
            overwrites: text(.overwrites) == "yes",
            redirect: optional(.redirect),
            confirmedRedirect: optional(.confirmedRedirect),
            template: optional(.template),
            expiryDays: Int64(text(.expiry)) ?? 0,
            texts: Dictionary(uniqueKeysWithValues: texts)
        ).tidied
        // The places of flaws count the questions that could be read.
        guard asked.count == questions.count else { return (nil, problems) }
        problems += definition.flaws.map(problem)
        return (problems.isEmpty ? definition : nil, problems)
    }

    /// What is wrong, at the field that it is about.
    func problem(_ flaw: FormFlaw) -> FormProblem {
        let (name, box): (String, String) =
            switch flaw.place {
            case .name: ("name", "Name")
            case .title: (Value.title.rawValue, "Title")
            case .introduction: (Value.introduction.rawValue, "Introduction")
            case .language: (Value.language.rawValue, "Language")
            case .questions: ("questions", "Fields")
            case .emailConsent: (Value.emailWording.rawValue, "Consent for e-mail")
            case .mobileConsent: (Value.mobileWording.rawValue, "Consent for text messages")
            case .tags: (Value.tags.rawValue, "Tags")
            case .details: (Value.details.rawValue, "Details")
            case .owner: (Value.owner.rawValue, "Owner")
            case .redirect: (Value.redirect.rawValue, "Address after sending")
            case .confirmedRedirect: (Value.confirmedRedirect.rawValue, "Address after confirming")
            case .template: (Value.template.rawValue, "Template")
            case .expiry: (Value.expiry.rawValue, "Days")
            case .question(let index):
                (questions.indices.contains(index) ? questions[index].name("label") : "questions", "Fields")
            case .text(let text): (Self.name(of: text), text.label)
            }
        return FormProblem(name, in: box, flaw.message.asSentence)
    }
}
