import Contacts

extension PresetColumns {
    /// The files of an audience's export: subscribed, unsubscribed, cleaned and nonsubscribed members.
    ///
    /// The last three differ by their columns: those who left have a time of leaving, cleaned ones one of cleaning.
    static let mailchimp = PresetColumns(
        signature: [["Email Address"], ["MEMBER_RATING", "LEID", "EUID", "OPTIN_TIME", "CONFIRM_TIME"]],
        sources: [
            Source(.email, ["Email Address"]),
            Source(.firstName, ["First Name"]),
            Source(.lastName, ["Last Name"]),
            Source(.name, ["Full Name", "Name"]),
            Source(.phone, ["Phone Number"], ["Phone"], ["SMS Phone Number"]),
            Source(.street, ["Address"]),
            Source(.company, ["Company"]),
            Source(.birthday, ["Birthday"]),
            Source(.emailStatus, ["Email Marketing Status", "Email Status", "Status"]),
            Source(.emailOptOut, ["UNSUB_TIME", "ARCHIVE_TIME"]),
            Source(.mobileStatus, ["SMS Marketing Status", "SMS Status"]),
            Source(.invalid, ["CLEAN_TIME"]),
            Source(.tags, ["TAGS"]),
            Source(.created, ["OPTIN_TIME"], ["CONFIRM_TIME"]),
        ],
        useless: [
            "OPTIN_TIME", "OPTIN_IP", "CONFIRM_TIME", "CONFIRM_IP", "LATITUDE", "LONGITUDE", "GMTOFF", "DSTOFF",
            "TIMEZONE", "CC", "REGION", "LAST_CHANGED", "LEID", "EUID", "UNSUB_CAMPAIGN_TITLE", "UNSUB_CAMPAIGN_ID",
            "UNSUB_REASON", "UNSUB_REASON_OTHER", "CLEAN_CAMPAIGN_TITLE", "CLEAN_CAMPAIGN_ID",
        ],
        unknown: .details(except: ["NOTES"])
    )
}
