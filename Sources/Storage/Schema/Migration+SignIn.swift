extension Migration {
    /// Second factors, what is remembered between two steps of a sign-in, and limits on requests of strangers.
    static let signIn = Migration(number: 14, name: "sign-in") { dialect in
        [
            // Not confirmed until the user has given a first code. `last_step` is the step of the last code that was
            // taken, so that no code is taken twice.
            """
            CREATE TABLE second_factor (
                user_id BIGINT NOT NULL PRIMARY KEY REFERENCES user_account (id),
                seed TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                confirmed_at BIGINT,
                last_step BIGINT NOT NULL DEFAULT 0
            )
            """,
            // A code that was used is deleted.
            """
            CREATE TABLE recovery_code (
                user_id BIGINT NOT NULL REFERENCES user_account (id),
                code_hash \(dialect.blob) NOT NULL,
                PRIMARY KEY (user_id, code_hash)
            )
            """,
            // Sign-ins whose password was right and whose code is still to come.
            """
            CREATE TABLE pending_sign_in (
                token_hash \(dialect.blob) NOT NULL PRIMARY KEY,
                user_id BIGINT NOT NULL REFERENCES user_account (id),
                expires_at BIGINT NOT NULL
            )
            """,
            """
            CREATE INDEX pending_sign_in_by_user ON pending_sign_in (user_id)
            """,
            // Browsers and networks from which a user has signed in.
            """
            CREATE TABLE known_place (
                user_id BIGINT NOT NULL REFERENCES user_account (id),
                place \(dialect.binaryText) NOT NULL,
                last_at BIGINT NOT NULL,
                PRIMARY KEY (user_id, place)
            )
            """,
            """
            CREATE TABLE request_count (
                subject \(dialect.binaryText) NOT NULL PRIMARY KEY,
                started_at BIGINT NOT NULL,
                requests BIGINT NOT NULL
            )
            """,
            // Messages of before hold links to choose a password in clear text.
            """
            UPDATE message SET state = 6, parameters = NULL, settled_at = made_at
            WHERE purpose = 'account' AND state = 0
            """,
        ]
    }
}
