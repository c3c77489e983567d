/// Why a rule or workflow cannot be found or launched.
package enum AutomationError: Error, Equatable {
    case unknown(AutomationKind, String)
    case notActive(AutomationKind, String, AutomationState)
    /// Several events, or none, start a workflow that an action should run.
    case notOneEvent(String, events: Int)

    /// The error in words, with what to do.
    package var message: String {
        switch self {
        case .unknown(let kind, let name):
            "there is no \(kind.label) \"\(name)\": create it, or name one that exists"
        case .notActive(let kind, let name, let state):
            "the \(kind.label) \"\(name)\" is \(state == .draft ? "a draft" : "paused"): activate it first"
        case .notOneEvent(let name, let events):
            """
            the workflow "\(name)" has \(events == 0 ? "no events" : events.counted("event")): action L skips the one \
            event that starts a workflow, so it runs workflows with exactly one
            """
        }
    }
}
