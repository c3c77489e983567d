extension EventKind {
    /// What people call it, before anything narrows it down.
    package var label: String {
        switch self {
        case .contactAdded: "Contact added"
        case .fieldAdded: "Field filled in"
        case .fieldModified: "Field changed"
        case .emailOptedIn: "Opted in to e-mail"
        case .emailOptedOut: "Opted out of e-mail"
        case .markedInvalid: "Address marked as invalid"
        case .mobileOptedIn: "Opted in to text messages"
        case .mobileOptedOut: "Opted out of text messages"
        case .tagAssigned: "Tag assigned"
        case .tagScoreReached: "Score of a tag reached"
        case .detailAdded: "Detail added"
        case .detailModified: "Detail changed"
        case .scoreChanged: "Score changed"
        case .scoreReached: "Score reached"
        case .stageEntered: "Came to a stage of a funnel"
        case .ownerChanged: "Owner changed"
        case .noteAdded: "Note added"
        case .stateChanged: "State changed"
        case .couponUsed: "Coupon used"
        case .birthday: "Birthday"
        case .detailDate: "Date in a detail"
        case .externalEvent: "External event"
        case .pageVisited: "Page visited"
        case .emailOpened: "E-mail opened"
        case .linkClicked: "Link in an e-mail clicked"
        case .formSubmitted: "Form submitted"
        }
    }
}
