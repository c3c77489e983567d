extension Migration {
    /// Visits of pages of the shop, by visitors who may be known as contacts.
    static let visits = Migration(number: 10, name: "visits") { dialect in
        [
            // What pages told and nobody has looked at yet. With `duration` it is the end of the visit `view`.
            """
            CREATE TABLE hit (
                id \(dialect.key),
                view \(dialect.binaryText) NOT NULL,
                visitor \(dialect.binaryText) NOT NULL,
                contact \(dialect.binaryText),
                session TEXT,
                url TEXT,
                referrer TEXT,
                title TEXT,
                at BIGINT NOT NULL,
                duration BIGINT
            )
            """,
            // A browser. `contact` is the id by which it is known to be the contact `number`.
            """
            CREATE TABLE visitor (
                id \(dialect.binaryText) NOT NULL PRIMARY KEY,
                number BIGINT REFERENCES contact (number),
                contact \(dialect.binaryText),
                session TEXT,
                last_at BIGINT NOT NULL
            )
            """,
            """
            CREATE INDEX visitor_by_contact ON visitor (number) WHERE number IS NOT NULL
            """,
            """
            CREATE INDEX visitor_unknown ON visitor (last_at) WHERE number IS NULL
            """,
            """
            CREATE TABLE visit (
                id \(dialect.key),
                view \(dialect.binaryText) NOT NULL UNIQUE,
                visitor \(dialect.binaryText) NOT NULL,
                number BIGINT REFERENCES contact (number),
                kind TEXT NOT NULL,
                host TEXT NOT NULL,
                url TEXT NOT NULL,
                title TEXT,
                source TEXT NOT NULL,
                source_host TEXT,
                campaign TEXT,
                keywords TEXT,
                at BIGINT NOT NULL,
                duration BIGINT,
                points BIGINT NOT NULL
            )
            """,
            """
            CREATE INDEX visit_by_contact ON visit (number, at) WHERE number IS NOT NULL
            """,
            """
            CREATE INDEX visit_by_visitor ON visit (visitor) WHERE number IS NULL
            """,
            """
            CREATE INDEX visit_unknown ON visit (at) WHERE number IS NULL
            """,
            // Apart from `monitored`, which says nothing of why somebody is not.
            """
            ALTER TABLE contact ADD COLUMN monitoring_stopped BIGINT NOT NULL DEFAULT 0
            """,
        ]
    }
}
