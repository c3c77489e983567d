package import Contacts

/// Why a selection cannot be resolved.
package enum SelectionError: ExplainedError, Equatable {
    case unknownSegment(String)
    /// The names from the first segment to its repetition.
    case segmentCycle([String])
    case segmentsTooDeep(limit: Int)
    case unknownUser(String)
    /// A funnel, or a stage of one, that is not there.
    case unknownFunnel(FunnelError)
    /// A rule or workflow that is not there, or is somebody else's own.
    case unknownAutomation(AutomationError)
    /// A segment, by its name, that asks for a rule or workflow that is not there, or is somebody else's own.
    case closedSegment(String)

    case tooManyCriteria(limit: Int)
    case listsTooLong(limit: Int)
    case phraseTooLong(actual: Int, limit: Int)
    case phrasesTooLong(limit: Int)
    /// It took longer than the person or program who asked can wait.
    case tookTooLong(Duration)
    /// Other slow answers were under way, and this one would have been another.
    case tooManyAtOnce

    /// The error in words, with what to do.
    package var message: String {
        switch self {
        case .unknownSegment(let name):
            "there is no segment \"\(name)\": create it, or name one that exists"
        case .segmentCycle(let names):
            "the segment contains itself (\(names.joined(separator: " → "))): take one of them out"
        case .unknownUser(let name):
            "there is no user \"\(name)\": write the e-mail address of one"
        case .unknownFunnel(let error): error.message
        case .unknownAutomation(let error): error.message
        case .closedSegment(let name):
            """
            the segment "\(name)" asks for a rule or workflow that is gone or somebody else's own: ask who made it, or use \
            another one
            """
        case .tooManyCriteria(let limit):
            """
            the selection has more than \(limit.grouped) conditions, those of its segments included: write many values of one \
            property as a list, such as tag in (A, B)
            """
        case .listsTooLong(let limit):
            "the lists of the selection have more than \(limit.grouped) entries together: import them with a tag, and select the tag"
        case .phraseTooLong(let actual, let limit):
            "a text in the selection has \(actual.grouped) characters, and no contact has one of more than \(limit.grouped): shorten it"
        case .phrasesTooLong(let limit):
            "the phrases behind ~ and starts have more than \(limit.grouped) bytes together: shorten them, or leave some out"
        case .tookTooLong(let time):
            """
            the answer took longer than \(time.components.seconds) seconds and was stopped: try again, since part of it is \
            remembered now, or ask for less at once
            """
        case .tooManyAtOnce:
            "other large selections are being counted just now: try again in a few seconds"
        case .segmentsTooDeep(let limit):
            "segments lie within each other more than \(limit) deep: write the conditions of the inner ones instead"
        }
    }
}
