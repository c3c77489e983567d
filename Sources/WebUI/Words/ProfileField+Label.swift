import Contacts

extension ProfileField {
    /// What people call the field.
    var label: String {
        switch self {
        case .email: "E-mail"
        case .name: "Name"
        case .phone: "Phone"
        case .fax: "Fax"
        case .company: "Company"
        case .street: "Street"
        case .postalCode: "Postal code"
        case .city: "City"
        case .province: "Province"
        case .country: "Country"
        case .birthday: "Birthday"
        case .externalID: "External id"
        case .position: "Position"
        case .department: "Department"
        }
    }
}
