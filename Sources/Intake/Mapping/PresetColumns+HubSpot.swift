import Contacts

extension PresetColumns {
    /// The export of the list of contacts.
    ///
    /// An export of all properties has hundreds of columns of HubSpot's own, so unknown ones are left out.
    static let hubspot = PresetColumns(
        signature: [
            ["Record ID", "Contact ID", "Record ID - Contact"], ["Email"], ["First Name", "Lifecycle Stage"],
        ],
        sources: [
            Source(.email, ["Email"]),
            Source(.firstName, ["First Name"]),
            Source(.lastName, ["Last Name"]),
            Source(.phone, ["Phone Number"], ["Mobile Phone Number"]),
            Source(.fax, ["Fax Number"]),
            Source(.company, ["Company Name"], ["Company"], ["Associated Company", "Primary company"]),
            Source(.street, ["Street Address"]),
            Source(.postalCode, ["Postal Code"]),
            Source(.city, ["City"]),
            Source(.province, ["State/Region"]),
            Source(.country, ["Country/Region", "Country"]),
            Source(.birthday, ["Date of birth"]),
            Source(.externalID, ["Record ID", "Contact ID", "Record ID - Contact"]),
            Source(.position, ["Job Title"]),
            Source(.department, ["Department"]),
            Source(.state, ["Lifecycle Stage"]),
            Source(.score, ["HubSpot Score"]),
            Source(.emailOptOut, ["Unsubscribed from all email"]),
            Source(.invalid, ["Invalid email address"]),
            Source(.created, ["Create Date"]),
        ],
        useless: [],
        unknown: .leftOut
    )
}
