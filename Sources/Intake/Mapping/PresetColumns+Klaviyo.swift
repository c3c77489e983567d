import Contacts

extension PresetColumns {
    /// The export of a list or segment of Klaviyo.
    ///
    /// A profile can be subscribed and suppressed at once, and then gets nothing. Custom properties become details.
    static let klaviyo = PresetColumns(
        signature: [
            ["Email"],
            [
                "Klaviyo ID", "Email Marketing Consent", "Email Suppressions", "Email Marketing Suppressions",
                "SMS Marketing Consent", "Email Consent Status",
            ],
        ],
        sources: [
            Source(.email, ["Email"]),
            Source(.firstName, ["First Name"]),
            Source(.lastName, ["Last Name"]),
            Source(.phone, ["Phone Number"], ["Phone"]),
            Source(.company, ["Organization"]),
            Source(.position, ["Title"]),
            Source(.street, ["Address"], ["Address 1"]),
            Source(.city, ["City"]),
            Source(.province, ["State / Region"], ["Region"], ["State"]),
            Source(.postalCode, ["Zip Code"], ["Zip"]),
            Source(.country, ["Country"]),
            Source(.birthday, ["Birthday"]),
            Source(.externalID, ["External ID"], ["Klaviyo ID"]),
            Source(
                .emailStatus,
                [
                    "Email Marketing Consent", "Email Marketing Consent Status", "Email Consent Status",
                    "Email Marketing Status", "Email Consent", "Accepts Marketing", "Can Receive Email Marketing",
                    "Email Subscription Status",
                ]
            ),
            Source(
                .suppressions,
                [
                    "Email Suppressions", "Email Marketing Suppressions", "Email Marketing List Suppressions",
                    "Email List Suppressions", "Email Suppression Reason", "Suppressions", "Suppressed",
                    "Email Suppressed", "Suppression Reason", "Email Marketing Suppression", "Unsubscribed At",
                ]
            ),
            Source(
                .mobileStatus,
                [
                    "SMS Marketing Consent", "SMS Marketing Consent Status", "SMS Consent Status", "SMS Consent",
                    "Can Receive SMS Marketing",
                ]
            ),
            Source(
                .created,
                ["Profile Created On", "Created", "Date Added", "Profile Created", "Created At"],
                ["Email Marketing Consent Timestamp"]
            ),
        ],
        useless: [
            "Email Marketing Consent Timestamp", "Email Marketing Consent Method",
            "Email Marketing Consent Method Detail",
            "Email Marketing Double Opt In", "Email Marketing Double Opt-In", "SMS Marketing Consent Timestamp",
            "SMS Marketing Consent Method", "SMS Marketing Consent Method Detail", "SMS Transactional Consent",
            "SMS Transactional Consent Timestamp", "Email Consent Timestamp", "SMS Consent Timestamp", "Last Updated",
            "Push Marketing Consent", "Push Consent", "WhatsApp Marketing Consent", "WhatsApp Consent", "Latitude",
            "Longitude", "IP Address", "Last Open", "Last Click", "Last Active", "Address 2", "Initial Source",
        ],
        unknown: .details(except: ["Notes"])
    )
}
