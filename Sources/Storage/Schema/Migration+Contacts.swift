extension Migration {
    /// The contacts and what hangs on them.
    ///
    /// Every table is keyed by the contact's number.
    static let contacts = Migration(number: 1, name: "contacts") { dialect in
        [
            """
            CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)
            """,
            """
            CREATE TABLE counter (name TEXT PRIMARY KEY, value BIGINT NOT NULL)
            """,
            // What bulk actions rewrite stands in narrow rows of its own, apart from the wide and quiet profile.
            """
            CREATE TABLE contact (
                number \(dialect.key),
                id \(dialect.blob) NOT NULL UNIQUE,
                email_status BIGINT NOT NULL CHECK (email_status IN (0, 1)),
                invalid BIGINT NOT NULL DEFAULT 0 CHECK (invalid IN (0, 1)),
                mobile_status BIGINT NOT NULL CHECK (mobile_status IN (0, 1)),
                monitored BIGINT NOT NULL DEFAULT 0 CHECK (monitored IN (0, 1)),
                state BIGINT NOT NULL CHECK (state BETWEEN 0 AND 4),
                score BIGINT NOT NULL DEFAULT 0,
                created_at BIGINT NOT NULL,
                modified_at BIGINT NOT NULL,
                removed_at BIGINT
            )\(dialect.halfFilled)
            """,
            """
            CREATE INDEX contact_removed ON contact (number) WHERE removed_at IS NOT NULL
            """,
            """
            CREATE TABLE contact_profile (
                number \(dialect.key) REFERENCES contact (number),
                email TEXT NOT NULL,
                email_key \(dialect.binaryText) NOT NULL UNIQUE,
                email_domain TEXT NOT NULL,
                name TEXT,
                name_key TEXT,
                phone TEXT,
                phone_key TEXT,
                fax TEXT,
                company TEXT,
                street TEXT,
                postal_code TEXT,
                city TEXT,
                province TEXT,
                country TEXT,
                birthday TEXT,
                external_id TEXT,
                position TEXT,
                department TEXT
            )
            """,
            """
            CREATE TABLE tag (id \(dialect.key), name \(dialect.binaryText) NOT NULL UNIQUE)
            """,
            """
            CREATE TABLE contact_tag (
                tag_id BIGINT NOT NULL REFERENCES tag (id),
                number BIGINT NOT NULL REFERENCES contact (number),
                score BIGINT NOT NULL,
                added_at BIGINT NOT NULL,
                PRIMARY KEY (tag_id, number)
            )\(dialect.clustered)
            """,
            """
            CREATE INDEX contact_tag_by_contact ON contact_tag (number)
            """,
            """
            CREATE TABLE detail (id \(dialect.key), name \(dialect.binaryText) NOT NULL UNIQUE)
            """,
            // `value_key` is the folded value where that differs from the value, `value_number` its number if it is one.
            """
            CREATE TABLE contact_detail (
                detail_id BIGINT NOT NULL REFERENCES detail (id),
                number BIGINT NOT NULL REFERENCES contact (number),
                value TEXT NOT NULL,
                value_key TEXT,
                value_number DOUBLE PRECISION,
                PRIMARY KEY (detail_id, number)
            )\(dialect.clustered)
            """,
            """
            CREATE INDEX contact_detail_by_contact ON contact_detail (number)
            """,
            """
            CREATE TABLE note (
                number BIGINT NOT NULL REFERENCES contact (number),
                id BIGINT NOT NULL,
                text TEXT NOT NULL,
                private BIGINT NOT NULL CHECK (private IN (0, 1)),
                author TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                PRIMARY KEY (number, id)
            )\(dialect.clustered)
            """,
            """
            CREATE TABLE segment (
                id \(dialect.key),
                name TEXT NOT NULL,
                name_key TEXT NOT NULL UNIQUE,
                selection TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                modified_at BIGINT NOT NULL
            )
            """,
        ]
    }
}
