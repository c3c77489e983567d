package import Storage

/// Reads what is left of lists of codes, inside a transaction that writes.
package struct CouponListReader {
    private let connection: any Connection

    package init(_ connection: any Connection) {
        self.connection = connection
    }

    /// How many codes of a list nobody has got yet; nobody else takes any until the transaction ends.
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
