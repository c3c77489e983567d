import Contacts

extension PresetColumns {
    /// The export of subscribers of Substack.
    ///
    /// `active_subscription` says who pays, which is no consent; `email_disabled` who gets no mail.
    static let substack = PresetColumns(
        signature: [["email"], ["active_subscription"], ["email_disabled", "plan", "expiry"]],
        sources: [
            Source(.email, ["email"]),
            Source(.name, ["name"]),
            Source(.emailOptOut, ["email_disabled", "unsubscribed"]),
            Source(.created, ["created_at"], ["start_date"]),
        ],
        useless: ["active_subscription", "first_payment_at", "stripe_connected_customer_id"],
        unknown: .details(except: [])
    )

    /// The export of members of Ghost.
    static let ghost = PresetColumns(
        signature: [
            ["email"], ["subscribed_to_emails"],
            ["complimentary_plan", "stripe_customer_id", "labels", "tiers", "products", "note"],
        ],
        sources: [
            Source(.email, ["email"]),
            Source(.name, ["name"]),
            Source(.externalID, ["id"]),
            Source(.emailStatus, ["subscribed_to_emails", "subscribed"]),
            Source(.suppressions, ["deleted_at", "email_disabled", "email_suppressed", "email_suppression"]),
            Source(.tags, ["labels"]),
            Source(.created, ["created_at"]),
        ],
        useless: ["stripe_customer_id", "import_tier", "gift_id", "gift_subscription_id"],
        unknown: .details(except: ["note"])
    )

    /// The export of subscribers of a list of Mailcoach.
    static let mailcoach = PresetColumns(
        signature: [["email"], ["subscribed_at"], ["unsubscribed_at"]],
        sources: [
            Source(.email, ["email"]),
            Source(.firstName, ["first_name"]),
            Source(.lastName, ["last_name"]),
            Source(.emailOptOut, ["unsubscribed_at"]),
            Source(.confirmed, ["subscribed_at"]),
            Source(.tags, ["tags"]),
            Source(.details, ["extra_attributes"]),
        ],
        useless: ["uuid", "id"],
        unknown: .details(except: [])
    )

    /// The export of subscribers of Kit, which was called ConvertKit.
    ///
    /// `inactive` subscribers have not confirmed, `cancelled` ones have left.
    static let kit = PresetColumns(
        signature: [
            ["email_address", "email"], ["state", "status"], ["first_name"],
            ["subscriber_id", "created_at", "subscribed_at", "referrer"],
        ],
        sources: [
            Source(.email, ["email_address"], ["email"]),
            Source(.firstName, ["first_name"]),
            Source(.lastName, ["last_name"]),
            Source(.externalID, ["subscriber_id"], ["id"]),
            Source(.emailStatus, ["state", "status"]),
            Source(.emailOptOut, ["unsubscribed_at", "cancelled_at"]),
            Source(.tags, ["tags"]),
            Source(.created, ["created_at"], ["subscribed_at"]),
        ],
        useless: ["subscribed_at", "referrer", "confirmed_at"],
        unknown: .details(except: []),
        statusWords: ["complained": .status(.optedOut)]
    )
}
