extension Migration {
    /// The keys by which other programs use the API.
    static let keys = Migration(number: 13, name: "keys") { dialect in
        [
            // Either a token, kept as its hash, or a client with a secret. The secret is kept as it is, since the
            // signature of the API of SALESmanago can only be checked with it.
            """
            CREATE TABLE api_key (
                id \(dialect.key),
                name TEXT NOT NULL,
                user_id BIGINT NOT NULL REFERENCES user_account (id),
                token_hash \(dialect.blob) UNIQUE,
                client_id \(dialect.binaryText) UNIQUE,
                client_secret TEXT,
                created_at BIGINT NOT NULL,
                expires_at BIGINT,
                used_at BIGINT,
                revoked_at BIGINT,
                CHECK ((token_hash IS NULL) = (client_id IS NOT NULL)),
                CHECK ((client_id IS NULL) = (client_secret IS NULL))
            )
            """,
            """
            CREATE INDEX api_key_by_user ON api_key (user_id)
            """,
        ]
    }
}
