extension Migration {
    /// Sales funnels, their stages, and who is where.
    static let funnels = Migration(number: 5, name: "funnels") { dialect in
        [
            """
            CREATE TABLE funnel (
                id \(dialect.key),
                name TEXT NOT NULL,
                name_key \(dialect.binaryText) NOT NULL UNIQUE,
                group_name TEXT
            )
            """,
            """
            CREATE TABLE stage (
                id \(dialect.key),
                funnel_id BIGINT NOT NULL REFERENCES funnel (id),
                position BIGINT NOT NULL,
                name TEXT NOT NULL,
                name_key \(dialect.binaryText) NOT NULL,
                UNIQUE (funnel_id, name_key),
                UNIQUE (funnel_id, id)
            )
            """,
            // The pair is what refers to the stage, so that nobody is on a stage of another funnel.
            """
            CREATE TABLE contact_stage (
                funnel_id BIGINT NOT NULL,
                number BIGINT NOT NULL REFERENCES contact (number),
                stage_id BIGINT NOT NULL,
                entered_at BIGINT NOT NULL,
                value BIGINT,
                PRIMARY KEY (funnel_id, number),
                FOREIGN KEY (funnel_id, stage_id) REFERENCES stage (funnel_id, id)
            )\(dialect.clustered)
            """,
            """
            CREATE INDEX contact_stage_by_contact ON contact_stage (number)
            """,
            """
            CREATE INDEX contact_stage_by_stage ON contact_stage (stage_id, number)
            """,
            // The history of one funnel; the code of the facet stands in the condition, as in the question.
            """
            CREATE INDEX journal_change_by_funnel ON journal_change (reference, sequence) WHERE facet = 14
            """,
        ]
    }
}
