import Contacts

extension PresetColumns {
    /// The export of customers of Shopify.
    static let shopify = PresetColumns(
        signature: [
            ["Email"], ["Accepts Email Marketing", "Accepts Marketing"],
            ["Total Spent", "Total Orders", "Tax Exempt", "Customer ID", "Accepts SMS Marketing"],
        ],
        sources: [
            Source(.email, ["Email"]),
            Source(.firstName, ["First Name"]),
            Source(.lastName, ["Last Name"]),
            Source(.phone, ["Phone"], ["Default Address Phone"]),
            Source(.company, ["Company", "Default Address Company"]),
            Source(.street, ["Address1", "Default Address Address1"]),
            Source(.city, ["City", "Default Address City"]),
            Source(
                .province,
                ["Province", "Default Address Province"],
                ["Province Code", "Default Address Province Code"]
            ),
            Source(
                .country,
                ["Country", "Default Address Country"],
                ["Country Code", "Default Address Country Code"]
            ),
            Source(.postalCode, ["Zip", "Default Address Zip"]),
            Source(.externalID, ["Customer ID"]),
            Source(.tags, ["Tags"]),
            Source(.emailStatus, ["Accepts Email Marketing", "Accepts Marketing", "Email Marketing Status"]),
            Source(.mobileStatus, ["Accepts SMS Marketing", "SMS Marketing Status"]),
            Source(.created, ["Created At"]),
        ],
        useless: ["Address2", "Default Address Address2", "Accepts WhatsApp Marketing"],
        unknown: .details(except: ["Note"])
    )
}
