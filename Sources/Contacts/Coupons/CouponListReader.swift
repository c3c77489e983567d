package import Storage

/// Reads how much of lists of codes was given out, inside one transaction.
package struct CouponListReader {
    private let connection: any Connection

    package init(_ connection: any Connection) {
        self.connection = connection
    }

    /// Every list with what was given out of it, by name.
    ///
    /// - Returns: The lists. What was given out tells of everybody's contacts, so they are for who sees the whole base.
    /// - Throws: `StorageError`.
    package func summaries() throws -> [CouponListSummary] {
        try connection.rows(
            """
            SELECT n.name, COUNT(*), COUNT(c.given_at) FROM coupon_list_code c JOIN coupon_name n ON n.id = c.name_id
            GROUP BY n.name ORDER BY n.name
            """
        ) {
            CouponListSummary(
                name: CouponName(stored: $0.text(0)),
                total: Int($0.integer(1)),
                given: Int($0.integer(2))
            )
        }
    }

    /// How many codes of a list nobody has got yet; nobody else takes any until the transaction, which must be one that
    /// writes, ends.
    ///
    /// - Parameter name: The name of the list.
    /// - Returns: The number, or nothing where there is no list of that name.
    /// - Throws: `StorageError`.
    package func lockedRest(of name: CouponName) throws -> Int? {
        guard let id = try Catalogue(connection).id(of: name) else { return nil }
        try CouponRows.lock(id, connection)
        return try connection.firstRow(
            """
            SELECT COUNT(*), SUM(CASE WHEN given_at IS NULL THEN 1 ELSE 0 END)
            FROM coupon_list_code WHERE name_id = \(id)
            """
        ) { $0.integer(0) == 0 ? nil : Int($0.integer(1)) } ?? nil
    }
}

/// How much of a list of codes was given out.
package struct CouponListSummary: Sendable, Equatable {
    package let name: CouponName
    /// The codes that the list has ever had.
    package let total: Int
    package let given: Int

    package var left: Int { total - given }
}
