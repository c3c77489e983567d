package import Storage

/// A text field of the contact card, other than tags and standard details.
package enum ProfileField: Int64, Sendable, CaseIterable, Codable {
    case email = 0
    case name = 1
    case phone = 2
    case fax = 3
    case company = 4
    case street = 5
    case postalCode = 6
    case city = 7
    case province = 8
    case country = 9
    case birthday = 10
    case externalID = 11
    case position = 12
    case department = 13

    /// The word that files and plans use.
    package var word: String {
        switch self {
        case .email: "email"
        case .name: "name"
        case .phone: "phone"
        case .fax: "fax"
        case .company: "company"
        case .street: "street"
        case .postalCode: "postal-code"
        case .city: "city"
        case .province: "province"
        case .country: "country"
        case .birthday: "birthday"
        case .externalID: "external-id"
        case .position: "position"
        case .department: "department"
        }
    }

    package init?(word: String) {
        guard let match = Self.allCases.first(where: { $0.word == word }) else { return nil }
        self = match
    }

    /// The longest value that is kept, in characters.
    package var maximumLength: Int { self == .email ? EmailAddress.maximumLength : 255 }

    /// The column of the table `contact_profile`.
    package var column: SQL.Name {
        switch self {
        case .email: "email"
        case .name: "name"
        case .phone: "phone"
        case .fax: "fax"
        case .company: "company"
        case .street: "street"
        case .postalCode: "postal_code"
        case .city: "city"
        case .province: "province"
        case .country: "country"
        case .birthday: "birthday"
        case .externalID: "external_id"
        case .position: "position"
        case .department: "department"
        }
    }
}
