extension Migration {
    /// When a browser's visit began, and how many points a contact got today for visits.
    static let visitPoints = Migration(number: 16, name: "visit points") { _ in
        [
            """
            ALTER TABLE visitor ADD COLUMN began_at BIGINT NOT NULL DEFAULT 0
            """,
            // The beginning of the visit to which a look at a page belongs.
            """
            ALTER TABLE visit ADD COLUMN began_at BIGINT NOT NULL DEFAULT 0
            """,
            // `day` counts from 1970 in the workspace's time zone; `points` are those of that day, without their signs.
            """
            CREATE TABLE visit_points (
                number BIGINT NOT NULL PRIMARY KEY REFERENCES contact (number),
                day BIGINT NOT NULL,
                points BIGINT NOT NULL
            )
            """,
        ]
    }
}
