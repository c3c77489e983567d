/// The business relationship with a contact.
///
/// Bulk actions offer the first three; imports and the API know all five.
package enum ContactState: Int64, Sendable, CaseIterable, Codable {
    case prospect = 0
    case customer = 1
    case partner = 2
    case other = 3
    case unknown = 4

    /// The word that queries, plans and files use.
    package var word: String {
        switch self {
        case .prospect: "prospect"
        case .customer: "customer"
        case .partner: "partner"
        case .other: "other"
        case .unknown: "unknown"
        }
    }

    package init?(word: String) {
        guard let match = Self.allCases.first(where: { $0.word == word }) else { return nil }
        self = match
    }
}
