extension Migration {
    /// What people agreed to, and the messages that are sent: accounts, templates and the outbox.
    static let messages = Migration(number: 8, name: "messages") { dialect in
        [
            """
            CREATE TABLE consent_wording (id \(dialect.key), text TEXT NOT NULL)
            """,
            // `free_at` is when the account's rate lets the next message go, in milliseconds. `settings` is JSON by kind.
            """
            CREATE TABLE message_account (
                id \(dialect.key),
                channel TEXT NOT NULL CHECK (channel IN ('email', 'text')),
                name TEXT NOT NULL,
                name_key \(dialect.binaryText) NOT NULL UNIQUE,
                settings TEXT NOT NULL,
                per_minute BIGINT,
                free_at BIGINT NOT NULL DEFAULT 0,
                is_default BIGINT NOT NULL CHECK (is_default IN (0, 1)),
                problem TEXT,
                created_at BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE message_template (
                id \(dialect.key),
                channel TEXT NOT NULL CHECK (channel IN ('email', 'text')),
                name TEXT NOT NULL,
                name_key \(dialect.binaryText) NOT NULL,
                content TEXT NOT NULL,
                account_id BIGINT REFERENCES message_account (id),
                revision BIGINT NOT NULL,
                created_at BIGINT NOT NULL,
                modified_at BIGINT NOT NULL,
                UNIQUE (channel, name_key)
            )
            """,
            // `number` is the contact; a message to a user has the address instead. The outbox and the record of what
            // was sent are one table: a message changes its state and stays. What it says is put together when it is
            // sent. `state`: 0 waiting, 1 being sent, 2 sent, 3 refused by the gate, 4 failed, 5 unclear, 6 cancelled.
            """
            CREATE TABLE message (
                id \(dialect.key),
                number BIGINT REFERENCES contact (number),
                recipient TEXT,
                channel TEXT NOT NULL,
                purpose TEXT NOT NULL,
                template_id BIGINT,
                language TEXT,
                parameters TEXT,
                cause TEXT NOT NULL,
                cause_id BIGINT,
                actor TEXT NOT NULL,
                made_at BIGINT NOT NULL,
                due_at BIGINT NOT NULL,
                state BIGINT NOT NULL CHECK (state BETWEEN 0 AND 6),
                attempts BIGINT NOT NULL DEFAULT 0,
                claim BIGINT,
                account_id BIGINT,
                problem TEXT,
                settled_at BIGINT,
                opened_at BIGINT,
                clicked_at BIGINT
            )
            """,
            """
            CREATE INDEX message_due ON message (channel, due_at, id) WHERE state = 0
            """,
            """
            CREATE INDEX message_unsettled ON message (claim) WHERE state = 1
            """,
            """
            CREATE INDEX message_by_contact ON message (number) WHERE number IS NOT NULL
            """,
            """
            CREATE INDEX message_by_time ON message (made_at, id)
            """,
        ]
    }
}
