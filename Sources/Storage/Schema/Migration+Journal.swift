extension Migration {
    /// The journal: one row for each commit, and one for each change that it made to a bucket or a contact.
    static let journal = Migration(number: 2, name: "journal") { dialect in
        [
            """
            CREATE TABLE journal (
                sequence \(dialect.key),
                at BIGINT NOT NULL,
                cause TEXT NOT NULL,
                cause_id BIGINT,
                cause_text TEXT,
                actor TEXT NOT NULL
            )
            """,
            // `number` stands only where the change concerns a single contact; `reference` names the tag or detail.
            """
            CREATE TABLE journal_change (
                sequence BIGINT NOT NULL REFERENCES journal (sequence),
                position BIGINT NOT NULL,
                bucket BIGINT NOT NULL,
                number BIGINT,
                facet BIGINT NOT NULL,
                reference BIGINT,
                contacts \(dialect.blob) NOT NULL,
                old_values \(dialect.blob) NOT NULL,
                new_values \(dialect.blob) NOT NULL,
                PRIMARY KEY (sequence, position)
            )\(dialect.clustered)
            """,
            """
            CREATE INDEX journal_change_by_bucket ON journal_change (bucket, sequence) WHERE number IS NULL
            """,
            """
            CREATE INDEX journal_change_by_contact ON journal_change (number, sequence) WHERE number IS NOT NULL
            """,
            """
            CREATE TABLE import (
                id \(dialect.key),
                file TEXT NOT NULL,
                started_at BIGINT NOT NULL,
                finished_at BIGINT,
                actor TEXT NOT NULL,
                summary TEXT
            )
            """,
        ]
    }
}
