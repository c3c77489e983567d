import Contacts
import Forms

/// The list of forms.
struct SignUpFormListPage: PageModel {
    static let template = "forms"

    struct Row: Sendable {
        let rowAddress: String
        let formName: String
        let state: SignUpFormState
        let numbers: SignUpFormNumbers
    }

    let rows: [Row]
    let fields: [FormField]
    let problems: [FormProblem]
    let hasProblems: Bool

    var title: String { "Forms" }
    var area: Area? { .forms }

    init(_ forms: [(form: SignUpForm, numbers: FormNumbers)], name: String, problems: [FormProblem]) {
        rows = forms.map { form, numbers in
            Row(
                rowAddress: SignUpFormPages.path(of: form.id),
                formName: form.name,
                state: SignUpFormState(form.state),
                numbers: SignUpFormNumbers(numbers)
            )
        }
        fields = [
            FormField(
                "name",
                "Name",
                value: name,
                help: "What the team calls it; people see the title.",
                problem: problems.text(for: "name"),
                limit: SignUpForm.maximumNameLength,
                isRequired: true
            )
        ]
        self.problems = problems
        hasProblems = !problems.isEmpty
    }
}
