extension Migration {
    /// The coupons of contacts, and lists of codes that come from elsewhere.
    static let coupons = Migration(number: 6, name: "coupons") { dialect in
        [
            """
            CREATE TABLE coupon_name (
                id \(dialect.key),
                name \(dialect.binaryText) NOT NULL UNIQUE
            )
            """,
            // Whether a coupon has expired follows from the time and is not kept.
            """
            CREATE TABLE coupon (
                name_id BIGINT NOT NULL REFERENCES coupon_name (id),
                number BIGINT NOT NULL REFERENCES contact (number),
                code \(dialect.binaryText) NOT NULL,
                created_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL,
                used_at BIGINT,
                PRIMARY KEY (name_id, number),
                UNIQUE (name_id, code)
            )\(dialect.clustered)
            """,
            """
            CREATE INDEX coupon_by_number ON coupon (number)
            """,
            """
            CREATE TABLE coupon_list_code (
                name_id BIGINT NOT NULL REFERENCES coupon_name (id),
                code \(dialect.binaryText) NOT NULL,
                added_at BIGINT NOT NULL,
                PRIMARY KEY (name_id, code)
            )\(dialect.clustered)
            """,
        ]
    }
}
