import Contacts

extension PresetColumns {
    /// The export of subscribers of phpList, by the names of its columns or by its words for them.
    static let phplist = PresetColumns(
        signature: [
            ["email", "Email address"],
            [
                "confirmed", "Is this subscriber confirmed", "Is the email of this subscriber confirmed",
                "Is the email of this user confirmed",
            ],
            ["blacklisted", "Is this subscriber blacklisted", "Is this user blacklisted"],
        ],
        sources: [
            Source(.email, ["email", "Email address"]),
            Source(.name, ["name"]),
            Source(.firstName, ["first name", "firstname"]),
            Source(.lastName, ["last name", "lastname"]),
            Source(
                .confirmed,
                [
                    "confirmed", "Is this subscriber confirmed", "Is the email of this subscriber confirmed",
                    "Is the email of this user confirmed",
                ]
            ),
            Source(
                .suppressions,
                [
                    "blacklisted", "Is this subscriber blacklisted", "Is this user blacklisted", "disabled",
                    "Is this subscriber disabled", "Is this account disabled?", "unsubscribed",
                ]
            ),
            Source(.externalID, ["foreignkey", "Foreign Key"], ["id"]),
            Source(.created, ["entered", "Entered"]),
        ],
        useless: [
            "modified", "Last Modified", "uniqid", "uuid", "Unique ID for User", "Unique ID", "htmlemail",
            "Send this subscriber HTML emails", "Send this user HTML emails", "subscribepage", "rssfrequency",
            "password",
            "passwordchanged", "extradata", "Additional data", "bouncecount", "Number of bounces on this subscriber",
            "Number of bounces",
            "RSS Frequency",
            "Number of bounces on this user", "optedin", "Did this subscriber manually confirm", "optinconfirmed",
            "Bounces",
            "Subscribe page used", "Last time password was changed", "List Membership",
        ],
        unknown: .details(except: [])
    )

    /// The export of contacts of SendGrid.
    static let sendgrid = PresetColumns(
        signature: [
            ["email"],
            [
                "unsubscribed_from_all", "global_unsubscribe", "unsubscribed_groups", "suppressed_groups",
                "ALTERNATE_EMAILS",
            ],
        ],
        sources: [
            Source(.email, ["email"]),
            Source(.firstName, ["first_name"]),
            Source(.lastName, ["last_name"]),
            Source(.phone, ["phone_number"], ["phone"], ["phone_number_id"]),
            Source(.street, ["address_line_1"]),
            Source(.city, ["city"]),
            Source(.province, ["state_province_region"]),
            Source(.postalCode, ["postal_code"]),
            Source(.country, ["country"]),
            Source(.externalID, ["external_id"], ["contact_id"]),
            Source(.emailOptOut, ["unsubscribed_from_all", "global_unsubscribe"]),
            Source(.suppressions, ["unsubscribed_groups", "suppressed_groups"]),
            Source(.created, ["created_at"]),
        ],
        useless: [
            "updated_at", "contact_id", "list_ids", "segment_ids", "address_line_2", "alternate_emails",
            "phone_number_id",
            "anonymous_id", "unique_name",
        ],
        unknown: .details(except: [])
    )

    /// The export of subscribers of MailerLite, new and classic.
    ///
    /// `Subscribed` and `Unsubscribed` are times.
    static let mailerlite = PresetColumns(
        signature: [
            ["Subscriber", "Email"],
            [
                "Subscribed", "Date subscribed", "Subscribe date", "Signup timestamp", "Subscribed at",
                "Opt-in timestamp",
            ],
            ["Sent", "Opens", "Opened", "Clicks", "Clicked", "Unsubscribed", "Groups", "Type"],
        ],
        sources: [
            Source(.email, ["Email"], ["Subscriber"]),
            Source(.name, ["Name"]),
            Source(.lastName, ["Last name"]),
            Source(.company, ["Company"]),
            Source(.phone, ["Phone"]),
            Source(.city, ["City"]),
            Source(.province, ["State"]),
            Source(.country, ["Country"], ["Location"]),
            Source(.postalCode, ["Zip", "ZIP"]),
            Source(.emailStatus, ["Status", "Type"]),
            Source(.emailOptOut, ["Unsubscribed", "Date unsubscribed", "Unsubscribe date", "Unsubscribed at"]),
            Source(.tags, ["Groups"]),
            Source(
                .created,
                ["Subscribed", "Date subscribed", "Subscribe date", "Signup timestamp", "Subscribed at"],
                ["Opt-in timestamp"],
                ["Date created", "Created at"]
            ),
        ],
        useless: [
            "Sent", "Opens", "Opened", "Clicks", "Clicked", "Open rate", "Click rate", "Signup IP", "Opt-in IP",
            "Opt-in timestamp", "Confirmation timestamp", "Confirmation IP", "Confirmed at", "Unsubscribe reason",
            "Updated at",
            "Signup timestamp", "Subscribe date", "Date subscribed", "Subscribed", "Subscribed at",
        ],
        unknown: .details(except: [])
    )

    /// The export of contacts of ActiveCampaign.
    static let activecampaign = PresetColumns(
        signature: [
            ["Email", "Email Address"],
            [
                "Contact ID", "Date Created", "Contact Created Date", "Subscriber ID", "ID", "Subscribed Date",
                "Unsubscribed Date",
            ],
            [
                "Account", "Customer Account", "Unsubscribed", "Bounced", "List", "Lists", "Active Lists",
                "Unsubscribe Reason",
            ],
        ],
        sources: [
            Source(.email, ["Email", "Email Address"]),
            Source(.name, ["Full Name", "Name"]),
            Source(.firstName, ["First Name"]),
            Source(.lastName, ["Last Name"]),
            Source(.phone, ["Phone", "Phone Number"]),
            Source(.company, ["Account", "Customer Account", "Organization"]),
            Source(.position, ["Job Title", "Title"]),
            Source(.externalID, ["Contact ID"], ["Subscriber ID"], ["ID"]),
            Source(.emailStatus, ["Status", "Email Status", "Contact Status"]),
            Source(
                .suppressions,
                ["Unsubscribed", "Unsubscribed Date", "Unsubscribe Date", "Unsubscribe Reason", "Unsubscribed At"]
            ),
            Source(.bounceReason, ["Bounced", "Bounced Hard", "Hard Bounced", "Bounce Date", "Bounced Date"]),
            Source(.tags, ["Tags"]),
            Source(.score, ["Score", "Contact Score"]),
            Source(
                .created,
                ["Date Created", "Contact Created Date", "Created Date", "Creation Date"],
                ["Subscribed Date"]
            ),
        ],
        useless: [
            "Subscribed Date", "IP Address", "IP", "Last Updated", "Active Lists", "Lists", "List", "Bounced Soft",
            "Soft Bounced", "Date Modified",
        ],
        unknown: .details(except: ["Notes", "Owner"]),
        statusWords: ["2": .status(.optedOut), "3": .invalid]
    )
}
