/// Why a rule or workflow cannot be found, launched, made or changed.
package enum AutomationError: Error, Equatable {
    case unknown(AutomationKind, String)
    /// None has this number, or none that somebody sees.
    case unknownNumber(AutomationID)
    case notActive(AutomationKind, String, AutomationState)
    /// Several events, or none, start a workflow that an action should run.
    case notOneEvent(String, events: Int)
    case emptyName(AutomationKind)
    case nameTooLong(actual: Int)
    case controlCharacter(String)
    case nameTaken(AutomationKind, String)
    case unfitMaximum(ClosedRange<Int64>)
    case unfitInterval
    /// Another definition was saved since this one was read.
    case changedMeanwhile(AutomationKind, String)
    /// The definition of a rule cannot become that of a workflow.
    case otherKind(AutomationKind, String)
    /// Only those who see the whole base change what is shared.
    case notYours(AutomationKind, String)
    /// Only those who see the whole base share.
    case sharingNeedsWholeBase(AutomationKind)
    /// A draft can be neither paused nor resumed.
    case neverActivated(AutomationKind, String)
    case contactsInside(AutomationKind, String, contacts: Int)

    /// The error in words, with what to do.
    package var message: String {
        switch self {
        case .unknown(let kind, let name):
            "there is no \(kind.label) \"\(name)\": create it, or name one that exists"
        case .unknownNumber: "this rule or workflow is not there any more: look at the list again"
        case .notActive(let kind, let name, let state):
            "the \(kind.label) \"\(name)\" is \(state == .draft ? "a draft" : "paused"): activate it first"
        case .notOneEvent(let name, let events):
            """
            the workflow "\(name)" has \(events == 0 ? "no events" : events.counted("event")): action L skips the one \
            event that starts a workflow, so it runs workflows with exactly one
            """
        default: "\(self)"
        }
    }
}
