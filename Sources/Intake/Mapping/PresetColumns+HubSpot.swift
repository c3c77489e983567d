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
            Source(.emailStatus, ["Marketing email confirmation status"]),
            Source(.suppressions, ["Email Address Quarantined", "Email address automatically quarantined"]),
            Source(.invalid, ["Invalid email address", "Is globally ineligible"]),
            Source(.bounceReason, ["Email hard bounce reason", "Hard bounce reason", "Email hard bounce date"]),
            Source(.created, ["Create Date"]),
        ],
        useless: [],
        harmless: [
            "Lead Status", "Marketing contact status", "Marketing emails bounced", "Marketing emails delivered",
            "Marketing emails opened", "Marketing emails clicked", "Marketing emails replied",
            "Email Confirmation Status",
            "Marketing contact until next update", "Marketing contact status source type",
            "Marketing contact status source name", "Email Confirmed", "Status",
        ],
        unknown: .leftOut,
        statusWords: [
            "User clicked confirmation": .status(.optedIn), "HubSpot Rep. marked confirmed": .status(.optedIn),
            "Customer marked confirmed": .status(.optedIn), "Confirmed from previous behavior": .status(.optedIn),
            "Confirmed due to form": .status(.optedIn), "Confirmation Pending": .status(.optedOut),
            "Confirmation Email Sent": .status(.optedOut),
        ]
    )
}
