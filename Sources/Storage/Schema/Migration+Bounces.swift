extension Migration {
    /// What mail servers and providers report of contacts.
    static let bounces = Migration(number: 12, name: "bounces") { dialect in
        [
            // `kind`: 1 hard, 2 soft, 3 complaint. A message has one of each at most, so that the same report counts once.
            // `message` is no reference: a message may be forgotten before what it led to.
            """
            CREATE TABLE bounce (
                message BIGINT NOT NULL,
                kind BIGINT NOT NULL CHECK (kind BETWEEN 1 AND 3),
                number BIGINT NOT NULL REFERENCES contact (number),
                address_key \(dialect.binaryText) NOT NULL,
                words TEXT NOT NULL,
                source TEXT NOT NULL,
                at BIGINT NOT NULL,
                PRIMARY KEY (message, kind)
            )\(dialect.clustered)
            """,
            """
            CREATE INDEX bounce_by_contact ON bounce (number, at)
            """,
        ]
    }
}
