import Access
import Contacts

/// Why something changed, in words.
struct CauseWords: Sendable, Equatable {
    /// Through what, such as `execution 12 “Spring clean”`.
    let means: String
    /// Where more about it stands, for who may go there.
    let address: String?
    let person: String

    init(_ cause: Cause, for reader: User) {
        let named = cause.text.map { " “\($0)”" } ?? ""
        let number = cause.id.map { " \($0)" } ?? ""
        switch cause.kind {
        case .execution: means = "execution\(number)\(named)"
        case .import: means = "import\(number)\(named)"
        case .card: means = "contact card" + (cause.text.map { ", source: \($0)" } ?? "")
        case .redemption: means = "coupon redeemed"
        case .sample: means = "sample data"
        case .rule: means = "rule\(named)"
        case .workflow: means = "workflow\(named)"
        case .form: means = "form\(named)"
        case .api, .quietAPI: means = "another program\(named)"
        case .tracking: means = "visit\(named)"
        }
        let isOwn = cause.actor == reader.email && reader.may(.runActions)
        let leads = cause.kind == .execution && (isOwn || reader.may(.manageExecutions))
        address = leads ? cause.id.map { "/executions/\($0)" } : nil
        person = cause.actor
    }
}
