extension Migration {
    /// The sites whose visits are monitored, and documents with personal links to them.
    static let documents = Migration(number: 9, name: "documents") { dialect in
        [
            // The name of the host in ASCII and lower case.
            """
            CREATE TABLE monitored_site (
                id \(dialect.key),
                host \(dialect.binaryText) NOT NULL UNIQUE,
                subdomains BIGINT NOT NULL CHECK (subdomains IN (0, 1)),
                added_at BIGINT NOT NULL
            )
            """,
            // Without `author_id` the operator of the machine made it.
            """
            CREATE TABLE document (
                id \(dialect.key),
                execution_id BIGINT REFERENCES execution (id),
                name TEXT NOT NULL,
                url TEXT NOT NULL,
                private BIGINT NOT NULL CHECK (private IN (0, 1)),
                author TEXT NOT NULL,
                author_id BIGINT REFERENCES user_account (id),
                created_at BIGINT NOT NULL,
                UNIQUE (execution_id, url)
            )
            """,
            // Who has a link in it, and nothing about them: the file is written when it is downloaded.
            """
            CREATE TABLE document_part (
                document_id BIGINT NOT NULL REFERENCES document (id),
                bucket BIGINT NOT NULL,
                contacts \(dialect.blob) NOT NULL,
                PRIMARY KEY (document_id, bucket)
            )\(dialect.clustered)
            """,
        ]
    }
}
