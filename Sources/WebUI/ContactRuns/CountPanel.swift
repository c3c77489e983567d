import Contacts

/// How many contacts the boxes describe, or why that cannot be said.
struct CountPanel: FragmentModel {
    static let template = "count"

    let total: String?
    let countProblems: [String]
    let queryProblem: String?
    let executeLabel: String
    /// Whether it replaces parts of a page that is there already.
    let isUpdate: Bool

    init(_ count: Int, isUpdate: Bool) {
        total = count.counted("contact")
        countProblems = []
        queryProblem = nil
        executeLabel = "Execute for \(count.counted("contact"))"
        self.isUpdate = isUpdate
    }

    init(_ problems: [FormProblem], isUpdate: Bool) {
        total = nil
        countProblems = problems.map { "\($0.box): \($0.text)" }
        queryProblem = problems.text(for: "query")
        executeLabel = "Execute"
        self.isUpdate = isUpdate
    }
}
