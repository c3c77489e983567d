import Contacts

extension PresetColumns {
    /// The export of the list of contacts, under the aliases of Mautic's fields.
    ///
    /// What a company added as custom fields becomes details.
    static let mautic = PresetColumns(
        signature: [
            ["email"], ["firstname", "lastname"], ["points"], ["id", "date_added", "date_identified", "stage"],
        ],
        sources: [
            Source(.email, ["email"]),
            Source(.firstName, ["firstname"]),
            Source(.lastName, ["lastname"]),
            Source(.phone, ["phone"], ["mobile"]),
            Source(.fax, ["fax"]),
            Source(.company, ["company", "companyname"]),
            Source(.street, ["address1"]),
            Source(.postalCode, ["zipcode"]),
            Source(.city, ["city"]),
            Source(.province, ["state"]),
            Source(.country, ["country"]),
            Source(.birthday, ["birthday"], ["date_of_birth"]),
            Source(.externalID, ["id"]),
            Source(.position, ["position"]),
            Source(.score, ["points"]),
            Source(.tags, ["tags"]),
            Source(.emailOptOut, ["doNotEmail", "dnc", "Do Not Contact"]),
            Source(.created, ["date_added", "dateAdded"], ["date_identified", "dateIdentified"]),
        ],
        useless: [
            "is_published", "date_added", "date_modified", "date_identified", "dateIdentified", "dateModified",
            "last_active", "lastActive", "owner_id", "ownerId", "created_by", "created_by_user", "modified_by",
            "modified_by_user", "checked_out", "checked_out_by", "checked_out_by_user", "attribution",
            "attribution_date", "ipAddresses", "preferred_profile_image", "color", "internal", "social_cache",
            "is_published_by", "timezone",
        ],
        unknown: .details(except: ["owner", "ownerusername"])
    )
}
