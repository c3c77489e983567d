extension Migration {
    /// Runs of plans: the plan, its frozen audience by bucket, and the outcome of each bucket.
    static let executions = Migration(number: 3, name: "executions") { dialect in
        [
            """
            CREATE TABLE execution (
                id \(dialect.key),
                name TEXT NOT NULL,
                plan TEXT NOT NULL,
                state TEXT NOT NULL
                    CHECK (state IN ('scheduled', 'running', 'paused', 'finished', 'cancelled', 'failed')),
                actor TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                scheduled_at BIGINT,
                started_at BIGINT,
                finished_at BIGINT,
                contact_count BIGINT,
                confirmed_count BIGINT,
                failure TEXT,
                CHECK ((state IN ('finished', 'cancelled')) = (finished_at IS NOT NULL))
            )
            """,
            """
            CREATE INDEX execution_by_state ON execution (state, scheduled_at)
            """,
            """
            CREATE TABLE execution_bucket (
                execution_id BIGINT NOT NULL REFERENCES execution (id),
                bucket BIGINT NOT NULL,
                contacts \(dialect.blob) NOT NULL,
                contact_count BIGINT NOT NULL,
                done BIGINT NOT NULL DEFAULT 0 CHECK (done IN (0, 1)),
                outcome TEXT,
                PRIMARY KEY (execution_id, bucket),
                CHECK ((done = 1) = (outcome IS NOT NULL))
            )
            """,
        ]
    }
}
