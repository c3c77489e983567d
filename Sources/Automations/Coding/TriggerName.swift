/// The word that names an event in files.
package enum TriggerName: String, Sendable, CaseIterable {
    case contactAdded = "contact-added"
    case emailOptedIn = "email-opted-in"
    case emailOptedOut = "email-opted-out"
    case mobileOptedIn = "mobile-opted-in"
    case mobileOptedOut = "mobile-opted-out"
    case markedInvalid = "marked-invalid"
    case fieldAdded = "field-added"
    case fieldModified = "field-modified"
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
    case birthday
    case detailDate = "detail-date"
    case externalEvent = "external-event"
    case pageVisited = "page-visited"
    case emailOpened = "email-opened"
    case linkClicked = "link-clicked"
    case formSubmitted = "form-submitted"

    /// The event of this name that needs no settings; nothing where they are needed.
    var plain: Trigger? {
        switch self {
        case .contactAdded: .contactAdded
        case .emailOptedIn: .emailOptedIn
        case .emailOptedOut: .emailOptedOut
        case .mobileOptedIn: .mobileOptedIn
        case .mobileOptedOut: .mobileOptedOut
        case .markedInvalid: .markedInvalid
        case .fieldAdded: .fieldAdded([])
        case .fieldModified: .fieldModified([])
        case .scoreChanged: .scoreChanged
        case .ownerChanged: .ownerChanged(level: nil, user: nil)
        case .noteAdded: .noteAdded
        case .stateChanged: .stateChanged([])
        case .couponUsed: .couponUsed(nil)
        case .birthday: .birthday(daysBefore: 0)
        case .externalEvent: .externalEvent(type: nil)
        case .pageVisited: .pageVisited(containing: "")
        case .emailOpened: .emailOpened(email: nil)
        case .linkClicked: .linkClicked(containing: "")
        case .formSubmitted: .formSubmitted(form: nil)
        case .tagAssigned, .tagScoreReached, .detailAdded, .detailModified, .scoreReached, .stageEntered, .detailDate:
            nil
        }
    }
}

extension Trigger {
    /// The longest name or address that an event looks for, in characters.
    package static let maximumTextLength = 1_000

    /// The word that names the event in files.
    package var name: TriggerName {
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
