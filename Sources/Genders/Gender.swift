/// What a name says about who bears it.
package enum Gender: String, Sendable, Hashable, Codable, CaseIterable {
    case woman
    case man
    /// The name says nothing, or contradicts itself.
    case unknown

    var opposite: Gender {
        switch self {
        case .woman: .man
        case .man: .woman
        case .unknown: .unknown
        }
    }
}

/// The countries whose names are known.
package enum NameCountry: String, Sendable, Hashable, Codable, CaseIterable {
    case poland = "PL"
    case hungary = "HU"
    case czechia = "CZ"

    /// What people call the country.
    package var label: String {
        switch self {
        case .poland: "Poland"
        case .hungary: "Hungary"
        case .czechia: "Czech Republic"
        }
    }
}

/// Where the first name stands in a full name.
package enum FirstNamePosition: String, Sendable, Hashable, Codable, CaseIterable {
    /// Before the surname.
    case first
    /// After the surname.
    case last
}
