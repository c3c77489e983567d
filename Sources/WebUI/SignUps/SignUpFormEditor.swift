import Access
import Contacts
import Forms

/// The form in which a form is built.
struct SignUpFormEditor: FragmentModel {
    static let template = "form-editor"

    let saveAddress: String
    let composeAddress: String
    let previewAddress: String
    let version: String
    let questions: [FormRow]
    let questionOffers: [ContactRunPage.Offer]
    let fields: SignUpFormFields
    let textsAreOpen: Bool
    let detailNames: [String]
    let preview: SignUpFormPreview
    let problems: [FormProblem]
    let hasProblems: Bool

    /// Describes the form.
    ///
    /// - Parameters:
    ///   - form: Which form is built.
    ///   - draft: What the fields hold.
    ///   - users: Who may own contacts.
    ///   - templates: The messages that can be sent.
    ///   - detailNames: The standard details that there are.
    ///   - problems: What must be corrected before it can be saved.
    init(
        _ form: SignUpForm,
        _ draft: SignUpFormDraft,
        users: [User],
        templates: [String],
        detailNames: [String],
        problems: [FormProblem] = []
    ) {
        let path = SignUpFormPages.path(of: form.id)
        saveAddress = path
        composeAddress = "\(path)/compose"
        previewAddress = "\(path)/preview"
        version = "\(draft.version)"
        questions = draft.questions.enumerated().map { index, row in
            FormRow(
                row.key,
                announcer: ("question", "\(row.key).\(row.kind.word)"),
                heading: row.kind.label,
                fields: row.fields(problems),
                position: (index, draft.questions.count),
                isNew: row.key == draft.newKey,
                composer: "\(path)/compose"
            )
        }
        questionOffers = QuestionForm.Kind.offered.map { ContactRunPage.Offer(word: $0.word, caption: $0.label) }
        fields = SignUpFormFields(draft, users: users, templates: templates, problems: problems)
        textsAreOpen = problems.contains { $0.field.hasPrefix("text-") }
        self.detailNames = detailNames
        preview = SignUpFormPreview(form, draft)
        self.problems = problems
        hasProblems = !problems.isEmpty
    }
}

/// What the public would see, as the form stands in the editor.
struct SignUpFormPreview: FragmentModel {
    static let template = "form-preview"

    let part: PublicFormPart?
    let corrections: [FormProblem]

    init(_ form: SignUpForm, _ draft: SignUpFormDraft) {
        let (definition, problems) = draft.definition()
        corrections = problems
        part = definition.map { PublicFormPart(form, $0, version: form.version, stamp: "", action: "") }
    }
}
