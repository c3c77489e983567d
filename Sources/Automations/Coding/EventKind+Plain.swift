extension EventKind {
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
}
