import Contacts

extension PresetColumns {
    /// The export of contacts of Brevo, also of the time when it was called Sendinblue and wrote `BLACKLISTED`.
    ///
    /// What an account added as attributes becomes details.
    static let brevo = PresetColumns(
        signature: [
            ["EMAIL"],
            [
                "EMAIL_BLACKLISTED", "EMAIL_BLOCKLISTED", "SMS_BLACKLISTED", "SMS_BLOCKLISTED", "BLACKLISTED",
                "BLOCKLISTED",
                "DOUBLE_OPT-IN", "WHATSAPP_BLOCKLISTED", "ADDED_TIME", "MODIFIED_TIME", "LANDLINE_NUMBER",
            ],
        ],
        sources: [
            Source(.email, ["EMAIL"]),
            Source(.firstName, ["FIRSTNAME", "PRENOM", "VORNAME"]),
            Source(.lastName, ["LASTNAME", "NOM", "NACHNAME"]),
            Source(.phone, ["SMS"], ["PHONE", "LANDLINE_NUMBER"], ["WHATSAPP"]),
            Source(.company, ["COMPANY", "ENTREPRISE"]),
            Source(.position, ["JOB_TITLE"]),
            Source(.street, ["ADDRESS", "STREET"]),
            Source(.postalCode, ["ZIP", "POSTAL_CODE", "ZIPCODE"]),
            Source(.city, ["CITY"]),
            Source(.country, ["COUNTRY"]),
            Source(.birthday, ["BIRTHDAY", "DATE_OF_BIRTH", "BIRTHDATE"]),
            Source(.externalID, ["EXT_ID"], ["CONTACT ID", "CONTACT_ID"]),
            Source(
                .emailOptOut,
                [
                    "EMAIL_BLACKLISTED", "EMAIL_BLOCKLISTED", "BLACKLISTED", "BLOCKLISTED", "UNSUBSCRIBED",
                    "EMAIL_UNSUBSCRIBED",
                ]
            ),
            Source(.emailStatus, ["OPT_IN", "OPTIN"], ["DOUBLE_OPT-IN", "DOUBLE_OPTIN"]),
            Source(.mobileOptOut, ["SMS_BLACKLISTED", "SMS_BLOCKLISTED"]),
            Source(.tags, ["TAGS"]),
            Source(.created, ["ADDED_TIME", "CREATED_AT", "CREATION_DATE"]),
        ],
        useless: [
            "MODIFIED_TIME", "MODIFIED_AT", "LANDLINE_NUMBER_BLACKLISTED", "WHATSAPP_BLOCKLISTED",
            "WHATSAPP_BLACKLISTED",
            "LAST_CHANGED", "CONTACT_TIMEZONE", "_listIds",
        ],
        unknown: .details(except: ["CONTACT_OWNER", "NOTES"]),
        // In attributes of the kind “category” 1 is yes and 2 is no.
        statusWords: ["2": .status(.optedOut)]
    )
}
