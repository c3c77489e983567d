extension Migration {
    /// The forms on which people sign up, and the sign-ups.
    static let forms = Migration(number: 11, name: "forms") { dialect in
        [
            // `state`: 0 inactive, 1 active, 2 archived. `version` is the one that people see.
            """
            CREATE TABLE form (
                id \(dialect.key),
                public_id \(dialect.binaryText) NOT NULL UNIQUE,
                name TEXT NOT NULL,
                name_key \(dialect.binaryText) NOT NULL UNIQUE,
                state BIGINT NOT NULL CHECK (state BETWEEN 0 AND 2),
                version BIGINT NOT NULL,
                created_at BIGINT NOT NULL,
                modified_at BIGINT NOT NULL
            )
            """,
            // A version is never changed: it says what people saw who signed up with it.
            """
            CREATE TABLE form_version (
                form_id BIGINT NOT NULL REFERENCES form (id),
                version BIGINT NOT NULL,
                definition TEXT NOT NULL,
                author TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                PRIMARY KEY (form_id, version)
            )\(dialect.clustered)
            """,
            // `outcome`: 0 no consent was asked for, 1 there was nothing left to consent to, 2 the address is invalid,
            // 3 a link was sent. The network address, the browser and the `visitor`, whom the shop's pages know by a
            // cookie, go when the sign-up expires. Of the link's token the hash is kept.
            """
            CREATE TABLE sign_up (
                id \(dialect.key),
                form_id BIGINT NOT NULL,
                version BIGINT NOT NULL,
                number BIGINT NOT NULL REFERENCES contact (number),
                outcome BIGINT NOT NULL CHECK (outcome BETWEEN 0 AND 3),
                asks_email BIGINT NOT NULL CHECK (asks_email IN (0, 1)),
                asks_mobile BIGINT NOT NULL CHECK (asks_mobile IN (0, 1)),
                wording BIGINT REFERENCES consent_wording (id),
                made_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL,
                address TEXT,
                user_agent TEXT,
                visitor TEXT,
                token_hash \(dialect.blob) UNIQUE,
                confirmed_at BIGINT,
                voided_at BIGINT,
                FOREIGN KEY (form_id, version) REFERENCES form_version (form_id, version)
            )
            """,
            """
            CREATE INDEX sign_up_by_contact ON sign_up (number)
            """,
            """
            CREATE INDEX sign_up_by_form ON sign_up (form_id, made_at)
            """,
            """
            CREATE INDEX sign_up_traced ON sign_up (expires_at) WHERE address IS NOT NULL
            """,
            // What was kept out of a form, by reason.
            """
            CREATE TABLE form_refusal (
                form_id BIGINT NOT NULL REFERENCES form (id),
                reason \(dialect.binaryText) NOT NULL,
                refusals BIGINT NOT NULL,
                PRIMARY KEY (form_id, reason)
            )\(dialect.clustered)
            """,
            // How often one network or one address signed up since `began_at`.
            """
            CREATE TABLE sign_up_limit (
                subject \(dialect.binaryText) NOT NULL PRIMARY KEY,
                sign_ups BIGINT NOT NULL,
                began_at BIGINT NOT NULL
            )
            """,
        ]
    }
}
