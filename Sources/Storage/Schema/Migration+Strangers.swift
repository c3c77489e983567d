extension Migration {
    /// What waits with a sign-up for its confirmation, and who wrote each version of a form.
    static let strangers = Migration(number: 15, name: "strangers") { dialect in
        [
            // `answers` are the fields and standard details of a sign-up, until it is confirmed or its link ends.
            """
            ALTER TABLE sign_up ADD COLUMN answers TEXT
            """,
            // What the confirmation still applies: 0 nothing but the consent, 1 the answers, 2 the answers of a contact
            // that the sign-up made without them.
            """
            ALTER TABLE sign_up ADD COLUMN pending BIGINT NOT NULL DEFAULT 0 CHECK (pending BETWEEN 0 AND 2)
            """,
            // The key of the e-mail address that was typed: the link ends when the contact gets another one.
            """
            ALTER TABLE sign_up ADD COLUMN email_key \(dialect.binaryText)
            """,
            """
            CREATE INDEX sign_up_answered ON sign_up (expires_at) WHERE answers IS NOT NULL
            """,
            """
            ALTER TABLE form_version ADD COLUMN author_id BIGINT REFERENCES user_account (id)
            """,
            """
            UPDATE form_version SET author_id = (SELECT id FROM user_account WHERE email = form_version.author)
            """,
        ]
    }
}
