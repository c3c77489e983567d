/// Why a rule or workflow cannot be found, launched, made or changed.
package enum AutomationError: ExplainedError, Equatable {
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
        case .emptyName(let kind): "a \(kind.label) needs a name"
        case .nameTooLong(let actual):
            "the name has \(actual.grouped) characters: use at most \(Automation.maximumNameLength)"
        case .controlCharacter(let name): "\"\(name)\" holds a tab or a line break: write the name on one line"
        case .nameTaken(let kind, let name): "there is a \(kind.label) \"\(name)\" already: choose another name"
        case .unfitMaximum(let range):
            "choose \(range.lowerBound) to \(range.upperBound.grouped) launches for a contact at most, or any number"
        case .unfitInterval:
            "the time between two launches is a whole number of minutes, hours, days or weeks, and at most 1,000 of them"
        case .changedMeanwhile(let kind, let name):
            "somebody else saved the \(kind.label) \"\(name)\" meanwhile: look at it again, then repeat your changes"
        case .otherKind(let kind, let name):
            "\"\(name)\" is a \(kind.label), and this is the definition of a \(kind.other.label): make a new one of it"
        case .notYours(let kind, let name):
            """
            the \(kind.label) "\(name)" is shared, so only administrators and managers change it: duplicate it, and change \
            the copy
            """
        case .sharingNeedsWholeBase(let kind):
            "only administrators and managers share a \(kind.label): keep it to yourself (in a file: \"shared: false\")"
        case .neverActivated(let kind, let name):
            "the \(kind.label) \"\(name)\" is a draft, so it does nothing yet: activate it first"
        case .contactsInside(let kind, let name, let contacts):
            """
            \(contacts.counted("contact")) \(contacts == 1 ? "is" : "are") inside the \(kind.label) "\(name)": wait until \
            they are through, or delete it by force
            """
        }
    }
}
