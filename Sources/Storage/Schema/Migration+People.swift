extension Migration {
    /// The users, how they sign in, and who owns which contact.
    static let people = Migration(number: 4, name: "people") { dialect in
        [
            // `password` is empty until the user has chosen one by a one-time link.
            """
            CREATE TABLE user_account (
                id \(dialect.key),
                email TEXT NOT NULL,
                email_key \(dialect.binaryText) NOT NULL UNIQUE,
                name TEXT NOT NULL,
                role TEXT NOT NULL CHECK (role IN ('administrator', 'manager', 'user', 'marketer', 'viewer')),
                password TEXT,
                active BIGINT NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
                created_at BIGINT NOT NULL,
                last_sign_in_at BIGINT
            )
            """,
            // Tokens are kept as their hashes: who reads the database cannot use them.
            """
            CREATE TABLE user_session (
                token_hash \(dialect.blob) NOT NULL PRIMARY KEY,
                user_id BIGINT NOT NULL REFERENCES user_account (id),
                created_at BIGINT NOT NULL,
                seen_at BIGINT NOT NULL,
                address TEXT NOT NULL,
                agent TEXT NOT NULL
            )
            """,
            """
            CREATE INDEX user_session_by_user ON user_session (user_id)
            """,
            // Without a user, the link creates the first administrator.
            """
            CREATE TABLE one_time_link (
                token_hash \(dialect.blob) NOT NULL PRIMARY KEY,
                user_id BIGINT REFERENCES user_account (id),
                created_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE sign_in_failure (
                subject \(dialect.binaryText) NOT NULL PRIMARY KEY,
                failures BIGINT NOT NULL,
                last_at BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE contact_owner (
                number BIGINT NOT NULL REFERENCES contact (number),
                user_id BIGINT NOT NULL REFERENCES user_account (id),
                level BIGINT NOT NULL CHECK (level BETWEEN 1 AND 3),
                since BIGINT NOT NULL,
                PRIMARY KEY (number, user_id)
            )\(dialect.clustered)
            """,
            """
            CREATE INDEX contact_owner_by_user ON contact_owner (user_id, number)
            """,
            """
            ALTER TABLE note ADD COLUMN edited_at BIGINT
            """,
            // Who made the segment; nothing where the operator of the machine did.
            """
            ALTER TABLE segment ADD COLUMN author_id BIGINT REFERENCES user_account (id)
            """,
            // The user who acts; nothing where the operator of the machine does.
            """
            ALTER TABLE execution ADD COLUMN actor_id BIGINT REFERENCES user_account (id)
            """,
        ]
    }
}
