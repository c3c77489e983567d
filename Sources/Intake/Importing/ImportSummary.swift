/// What became of the rows of a file; the four add up to the rows.
package struct ImportSummary: Sendable, Hashable, Codable {
    package var rows = 0
    package var created = 0
    package var updated = 0
    package var unchanged = 0
    package var rejected = 0

    package init(rows: Int = 0, created: Int = 0, updated: Int = 0, unchanged: Int = 0, rejected: Int = 0) {
        self.rows = rows
        self.created = created
        self.updated = updated
        self.unchanged = unchanged
        self.rejected = rejected
    }

    package static func + (left: Self, right: Self) -> Self {
        Self(
            rows: left.rows + right.rows,
            created: left.created + right.created,
            updated: left.updated + right.updated,
            unchanged: left.unchanged + right.unchanged,
            rejected: left.rejected + right.rejected
        )
    }
}
