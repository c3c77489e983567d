import Contacts

extension PresetColumns {
    /// The export “Google CSV” of Google Contacts, with the names of 2024 and those of before.
    static let googleContacts = PresetColumns(
        signature: [["E-mail 1 - Value"], ["E-mail 1 - Label", "E-mail 1 - Type", "Labels", "Group Membership"]],
        sources: [
            Source(.email, ["E-mail 1 - Value"]),
            Source(.name, ["Name"]),
            Source(.firstName, ["First Name", "Given Name"]),
            Source(.lastName, ["Last Name", "Family Name"]),
            Source(.phone, ["Phone 1 - Value"]),
            Source(.company, ["Organization Name", "Organization 1 - Name"]),
            Source(.position, ["Organization Title", "Organization 1 - Title"]),
            Source(.department, ["Organization Department", "Organization 1 - Department"]),
            Source(.street, ["Address 1 - Street"]),
            Source(.postalCode, ["Address 1 - Postal Code"]),
            Source(.city, ["Address 1 - City"]),
            Source(.province, ["Address 1 - Region"]),
            Source(.country, ["Address 1 - Country"]),
            Source(.birthday, ["Birthday"]),
            Source(.tags, ["Labels", "Group Membership"]),
        ],
        useless: [
            "E-mail 1 - Label", "E-mail 1 - Type", "Phone 1 - Label", "Phone 1 - Type", "Organization 1 - Type",
            "Address 1 - Label", "Address 1 - Type", "Address 1 - Formatted", "File As", "Photo",
        ],
        unknown: .leftOut
    )
}
