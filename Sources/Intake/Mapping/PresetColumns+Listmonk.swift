import Contacts

extension PresetColumns {
    /// The export of subscribers; their attributes become details.
    static let listmonk = PresetColumns(
        signature: [["uuid"], ["email"], ["attributes", "attribs"]],
        sources: [
            Source(.email, ["email"]),
            Source(.name, ["name"]),
            Source(.externalID, ["uuid"]),
            Source(.emailStatus, ["status"]),
            Source(.details, ["attributes", "attribs"]),
            Source(.created, ["created_at"]),
        ],
        useless: ["id", "updated_at"],
        unknown: .leftOut
    )
}
