import Contacts

extension PresetColumns {
    /// The export of subscribers, and the format of its own import; their attributes become details.
    static let listmonk = PresetColumns(
        signature: [["email"], ["attributes", "attribs"]],
        sources: [
            Source(.email, ["email"]),
            Source(.name, ["name"]),
            Source(.externalID, ["uuid"]),
            Source(.emailStatus, ["status", "subscription_status", "subscription status"]),
            Source(.details, ["attributes", "attribs"]),
            Source(.created, ["created_at"]),
        ],
        useless: ["id", "updated_at"],
        unknown: .leftOut
    )
}
