extension Migration {
    /// Rules and workflows, their versions, who is where in them, and what became of whom.
    static let automations = Migration(number: 7, name: "automations") { dialect in
        [
            // `version` is the one that contacts enter; nothing before the first activation. What the program needs to
            // launch contacts stands in columns, so that nobody has to read the definition for it.
            """
            CREATE TABLE automation (
                id \(dialect.key),
                kind TEXT NOT NULL CHECK (kind IN ('rule', 'workflow')),
                name TEXT NOT NULL,
                name_key \(dialect.binaryText) NOT NULL,
                group_name TEXT,
                state TEXT NOT NULL CHECK (state IN ('draft', 'active', 'paused')),
                shared BIGINT NOT NULL CHECK (shared IN (0, 1)),
                author_id BIGINT REFERENCES user_account (id),
                maximum_launches BIGINT,
                minimum_interval BIGINT NOT NULL,
                draft TEXT NOT NULL,
                revision BIGINT NOT NULL,
                version BIGINT,
                events BIGINT NOT NULL,
                created_at BIGINT NOT NULL,
                modified_at BIGINT NOT NULL,
                UNIQUE (kind, name_key)
            )
            """,
            """
            CREATE TABLE automation_version (
                automation_id BIGINT NOT NULL REFERENCES automation (id),
                version BIGINT NOT NULL,
                definition TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                PRIMARY KEY (automation_id, version)
            )
            """,
            """
            CREATE TABLE contact_automation (
                automation_id BIGINT NOT NULL REFERENCES automation (id),
                number BIGINT NOT NULL REFERENCES contact (number),
                launches BIGINT NOT NULL,
                launched_at BIGINT NOT NULL,
                version BIGINT,
                node BIGINT,
                since BIGINT,
                due_at BIGINT,
                depth BIGINT,
                flags BIGINT,
                PRIMARY KEY (automation_id, number)
            )\(dialect.clustered)
            """,
            """
            CREATE INDEX contact_automation_due ON contact_automation (automation_id, due_at, number)
            WHERE due_at IS NOT NULL
            """,
            """
            CREATE INDEX contact_automation_by_contact ON contact_automation (number)
            """,
            // What a set of contacts went through; `number` stands only where it was a single contact. A log of what
            // happened: it holds no values, so a contact that is erased leaves a number that points to nobody.
            """
            CREATE TABLE automation_step (
                id \(dialect.key),
                automation_id BIGINT NOT NULL REFERENCES automation (id),
                version BIGINT NOT NULL,
                node BIGINT NOT NULL,
                way TEXT NOT NULL,
                at BIGINT NOT NULL,
                bucket BIGINT NOT NULL,
                number BIGINT,
                contacts \(dialect.blob) NOT NULL,
                problem TEXT
            )
            """,
            """
            CREATE INDEX automation_step_by_contact ON automation_step (automation_id, number, id) WHERE number IS NOT NULL
            """,
            """
            CREATE INDEX automation_step_by_bucket ON automation_step (automation_id, bucket, id) WHERE number IS NULL
            """,
            // How many contacts left a node by each way, kept apart because a page asks for it again and again.
            """
            CREATE TABLE automation_count (
                automation_id BIGINT NOT NULL REFERENCES automation (id),
                version BIGINT NOT NULL,
                node BIGINT NOT NULL,
                way TEXT NOT NULL,
                contacts BIGINT NOT NULL,
                PRIMARY KEY (automation_id, version, node, way)
            )
            """,
            // The last day, as days since 1970-01-01, whose birthdays and dates started it.
            """
            CREATE TABLE automation_day (
                automation_id BIGINT NOT NULL PRIMARY KEY REFERENCES automation (id),
                day BIGINT NOT NULL
            )
            """,
            // How many launches without a wait led to a commit.
            """
            ALTER TABLE journal ADD COLUMN depth BIGINT NOT NULL DEFAULT 0
            """,
            """
            ALTER TABLE journal ADD COLUMN starts_by_owners BIGINT NOT NULL DEFAULT 0
            """,
            // How far automation has followed the journal; what happened before concerns nobody.
            """
            INSERT INTO counter (name, value)
            SELECT 'automation-journal', value FROM counter WHERE name = 'journal'
            """,
            // Calls of other programs that are still to be made.
            """
            CREATE TABLE webhook_call (
                id \(dialect.key),
                automation_id BIGINT NOT NULL REFERENCES automation (id),
                version BIGINT NOT NULL,
                node BIGINT NOT NULL,
                number BIGINT NOT NULL REFERENCES contact (number),
                made_at BIGINT NOT NULL,
                due_at BIGINT NOT NULL,
                attempts BIGINT NOT NULL DEFAULT 0,
                problem TEXT
            )
            """,
            """
            CREATE INDEX webhook_call_due ON webhook_call (due_at, id)
            """,
            """
            CREATE INDEX webhook_call_by_contact ON webhook_call (number)
            """,
            // What contacts did: external events, visits, opened e-mails, followed links, sent forms.
            """
            CREATE TABLE contact_activity (
                id \(dialect.key),
                number BIGINT NOT NULL REFERENCES contact (number),
                kind BIGINT NOT NULL,
                subject TEXT NOT NULL,
                at BIGINT NOT NULL,
                description TEXT,
                value DOUBLE PRECISION
            )
            """,
            """
            CREATE INDEX contact_activity_by_contact ON contact_activity (number, at)
            """,
            // Whether a code of a list was given out, and to whom it went first.
            """
            ALTER TABLE coupon_list_code ADD COLUMN given_at BIGINT
            """,
        ]
    }
}
