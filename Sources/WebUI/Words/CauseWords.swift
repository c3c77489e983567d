import Access
import Contacts

/// Why something changed, in words.
struct CauseWords: Sendable, Equatable {
    /// Through what, such as `execution 12 “Spring clean”`.
    let means: String
    /// Where more about it stands, for who may go there.
    let address: String?
    /// Who acted, unless the rule or workflow did by itself.
    let person: String?

    /// Puts a cause into words.
    ///
    /// - Parameters:
    ///   - cause: Why something changed.
    ///   - reader: Who reads it.
    ///   - automations: The rules and workflows of which the reader may know.
    init(_ cause: Cause, for reader: User, automations: [Automation]) {
        let named = cause.text.map { " “\($0)”" } ?? ""
        let number = cause.id.map { " \($0)" } ?? ""
        switch cause.kind {
        case .execution: means = "execution\(number)\(named)"
        case .import: means = "import\(number)\(named)"
        case .card: means = "contact card" + (cause.text.map { ", source: \($0)" } ?? "")
        case .redemption: means = "coupon redeemed"
        case .sample: means = "sample data"
        case .rule, .workflow:
            let isKnown = reader.actor.seesAllAutomations || automations.contains { $0.id.number == cause.id }
            means = cause.kind.rawValue + (isKnown ? named : " that is gone or somebody else’s own")
        case .form: means = "form\(named)"
        case .api, .quietAPI: means = "another program\(named)"
        case .tracking: means = "visit\(named)"
        case .confirmation: means = "confirmation link of the form\(named)"
        case .unsubscription: means = "unsubscribing\(cause.text.map { " from “\($0)”" } ?? "")"
        case .preferences: means = "page of preferences"
        case .bounce: means = "report of a mail server"
        case .complaint: means = "complaint at the mail provider"
        }
        let isOwn = cause.actor == reader.email && reader.may(.runActions)
        let leads = cause.kind == .execution && (isOwn || reader.may(.manageExecutions))
        address = leads ? cause.id.map { "/executions/\($0)" } : nil
        person = cause.isOfProgram ? nil : cause.actor
    }
}

extension Cause {
    /// Whether a rule or workflow acted by itself and not for its author, or the contact did.
    fileprivate var isOfProgram: Bool {
        if [.form, .confirmation, .unsubscription, .preferences].contains(kind) { return true }
        let word = kind.rawValue
        return [.rule, .workflow].contains(kind) && (actor == word || actor.hasPrefix(word + " "))
    }
}
