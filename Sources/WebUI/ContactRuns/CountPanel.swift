import Contacts

/// How many contacts the boxes describe, or why that cannot be said.
struct CountPanel: FragmentModel {
    static let template = "count"

    let total: String?
    /// How many of the group have which status.
    let statusCounts: [StatusCount]
    let countProblems: [String]
    let queryProblem: String?
    /// What the button that starts a run says; nothing for who may start none.
    let executeLabel: String?
    /// Whether it replaces parts of a page that is there already.
    let isUpdate: Bool

    init(_ counts: StatusCounts, mayAct: Bool, isUpdate: Bool) {
        let count = counts.total
        total = count.counted("contact")
        statusCounts = StatusCount.all(counts, of: nil)
        countProblems = []
        queryProblem = nil
        executeLabel = mayAct ? "Execute for \(count.counted("contact"))" : nil
        self.isUpdate = isUpdate
    }

    init(_ problems: [FormProblem], mayAct: Bool, isUpdate: Bool) {
        total = nil
        statusCounts = []
        countProblems = problems.map { "\($0.box): \($0.text)" }
        queryProblem = problems.text(for: "query")
        executeLabel = mayAct ? "Execute" : nil
        self.isUpdate = isUpdate
    }
}
