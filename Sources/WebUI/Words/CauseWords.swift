import Contacts

/// Why something changed, in words.
struct CauseWords: Sendable, Equatable {
    /// Through what, such as `execution 12 “Spring clean”`.
    let means: String
    /// Where more about it stands.
    let address: String?
    let person: String

    init(_ cause: Cause) {
        let named = cause.text.map { " “\($0)”" } ?? ""
        let number = cause.id.map { " \($0)" } ?? ""
        switch cause.kind {
        case .execution: means = "execution\(number)\(named)"
        case .import: means = "import\(number)\(named)"
        case .card: means = "contact card" + (cause.text.map { ", source: \($0)" } ?? "")
        case .sample: means = "sample data"
        }
        address = cause.kind == .execution ? cause.id.map { "/executions/\($0)" } : nil
        person = cause.actor
    }
}
