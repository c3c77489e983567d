/// Whether a contact agreed to marketing on one channel, e-mail or mobile.
package enum MarketingStatus: Int64, Sendable, CaseIterable, Codable {
    case optedOut = 0
    case optedIn = 1

    /// The word that queries, plans and files use.
    package var word: String {
        switch self {
        case .optedOut: "opted-out"
        case .optedIn: "opted-in"
        }
    }

    package init?(word: String) {
        guard let match = Self.allCases.first(where: { $0.word == word }) else { return nil }
        self = match
    }
}
