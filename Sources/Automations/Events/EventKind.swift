package import Contacts

/// What can happen to a contact that automation may start by.
///
/// The names are those of files and pages.
package enum EventKind: String, Sendable, CaseIterable {
    case contactAdded = "contact-added"
    case fieldAdded = "field-added"
    case fieldModified = "field-modified"
    case emailOptedIn = "email-opted-in"
    case emailOptedOut = "email-opted-out"
    case markedInvalid = "marked-invalid"
    case mobileOptedIn = "mobile-opted-in"
    case mobileOptedOut = "mobile-opted-out"
    case tagAssigned = "tag-assigned"
    case tagScoreReached = "tag-score-reached"
    case detailAdded = "detail-added"
    case detailModified = "detail-modified"
    case scoreChanged = "score-changed"
    case scoreReached = "score-reached"
    case stageEntered = "stage-entered"
    case ownerChanged = "owner-changed"
    case noteAdded = "note-added"
    case stateChanged = "state-changed"
    case couponUsed = "coupon-used"
    case birthday = "birthday"
    case detailDate = "detail-date"
    case externalEvent = "external-event"
    case pageVisited = "page-visited"
    case emailOpened = "email-opened"
    case linkClicked = "link-clicked"
    case formSubmitted = "form-submitted"

    /// Whether the calendar brings it about, and not a change of the contact.
    package var isOfCalendar: Bool { self == .birthday || self == .detailDate }

    /// Whether something of this kind that comes from there starts automation: the one table of triggers.
    ///
    /// The rows for the Contact manager are those of its specification, sections C, G, I and N; the others those of the
    /// product's documentation of each event. Owners assigned by an execution count where that execution says so.
    ///
    /// - Parameter origin: Through what it happened.
    /// - Returns: Whether it starts automation.
    package func starts(from origin: Cause.Kind) -> Bool {
        switch origin {
        case .card, .api, .form, .rule, .workflow, .tracking, .confirmation, .unsubscription, .preferences, .bounce,
            .complaint:
            true
        case .execution: [.mobileOptedOut, .stageEntered, .noteAdded].contains(self)
        case .redemption: self == .couponUsed
        case .import, .quietAPI, .sample: false
        }
    }

    /// As `starts(from:)`, with what the execution itself says about owners.
    package func starts(from cause: Cause) -> Bool {
        starts(from: cause.kind) || self == .ownerChanged && cause.startsByOwners
    }
}

extension Trigger {
    /// What kind of event it waits for.
    package var kind: EventKind {
        switch self {
        case .contactAdded: .contactAdded
        case .emailOptedIn: .emailOptedIn
        case .emailOptedOut: .emailOptedOut
        case .mobileOptedIn: .mobileOptedIn
        case .mobileOptedOut: .mobileOptedOut
        case .markedInvalid: .markedInvalid
        case .fieldAdded: .fieldAdded
        case .fieldModified: .fieldModified
        case .tagAssigned: .tagAssigned
        case .tagScoreReached: .tagScoreReached
        case .detailAdded: .detailAdded
        case .detailModified: .detailModified
        case .scoreChanged: .scoreChanged
        case .scoreReached: .scoreReached
        case .stageEntered: .stageEntered
        case .ownerChanged: .ownerChanged
        case .noteAdded: .noteAdded
        case .stateChanged: .stateChanged
        case .couponUsed: .couponUsed
        case .birthday: .birthday
        case .detailDate: .detailDate
        case .externalEvent: .externalEvent
        case .pageVisited: .pageVisited
        case .emailOpened: .emailOpened
        case .linkClicked: .linkClicked
        case .formSubmitted: .formSubmitted
        }
    }
}
