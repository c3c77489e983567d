import Contacts

/// The list of funnels.
struct FunnelListPage: PageModel {
    static let template = "funnels"

    struct Row: Sendable {
        let address: String
        let funnelName: String
        let groupName: String?
        let contacts: String
        let worth: String
        let stages: String
    }

    let rows: [Row]
    let mayChange: Bool
    let fields: [FormField]
    let problems: [FormProblem]
    let hasProblems: Bool

    var title: String { "Funnels" }
    var area: Area? { .funnels }

    init(_ boards: [FunnelBoard], form: FunnelForm, problems: [FormProblem], mayChange: Bool) {
        self.mayChange = mayChange
        rows = boards.map { board in
            Row(
                address: FunnelPages.path(of: board.funnel),
                funnelName: board.funnel.name,
                groupName: board.funnel.group,
                contacts: board.contacts.counted("contact"),
                worth: board.value.grouped,
                stages: board.columns.map { "\($0.stage.name) (\($0.contacts.grouped))" }.joined(separator: " → ")
            )
        }
        fields = form.fields(problems)
        self.problems = problems
        hasProblems = !problems.isEmpty
    }
}
