/// What a contact gets points for, by the word of the setting.
package enum ScoredActivity: String, Sendable, Hashable, CaseIterable {
    /// The first page of a visit, except from an advertisement or a search.
    case newVisit = "new-visit"
    case newAdVisit = "new-ad-visit"
    case newSearchVisit = "new-search-visit"
    /// A further page of a visit.
    case regularVisit = "regular-visit"
    case emailOpened = "email-opened"
    case emailLinkClicked = "email-link-clicked"
    case formSubmitted = "form-submitted"

    /// The points that a setting can have.
    package static let range: ClosedRange<Int64> = -10_000...10_000

    /// What people call it.
    package var label: String {
        switch self {
        case .newVisit: "New visit"
        case .newAdVisit: "New visit from an advertisement"
        case .newSearchVisit: "New visit from a search engine"
        case .regularVisit: "Further page of a visit"
        case .emailOpened: "E-mail opened"
        case .emailLinkClicked: "Link in an e-mail clicked"
        case .formSubmitted: "Form submitted"
        }
    }

    /// The points as long as nobody sets others.
    package var defaultPoints: Int64 {
        switch self {
        case .newVisit, .newAdVisit, .newSearchVisit: 3
        case .regularVisit: 1
        case .emailOpened: 1
        case .emailLinkClicked: 5
        case .formSubmitted: 10
        }
    }
}
