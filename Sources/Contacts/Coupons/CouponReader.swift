package import Storage

/// Reads coupons of many contacts, within the reach of who asks.
package struct CouponReader {
    private let connection: any Connection
    private let catalogue: Catalogue
    private let now: Int64

    package init(_ connection: any Connection, now: Int64) {
        self.connection = connection
        self.now = now
        catalogue = Catalogue(connection)
    }

    /// How many coupons of each name there are, and how they stand.
    ///
    /// - Parameter reach: Whose coupons count; a name without any within reach is left out, and removed contacts do not
    ///   count.
    /// - Returns: A summary for each name, in their order.
    /// - Throws: `StorageError`.
    package func summaries(reach: Reach) throws -> [CouponSummary] {
        try connection.rows(
            """
            SELECT n.name, COUNT(*), COUNT(c.used_at),
                SUM(CASE WHEN c.used_at IS NULL AND c.expires_at <= \(now) THEN 1 ELSE 0 END)
            FROM coupon c JOIN coupon_name n ON n.id = c.name_id JOIN contact p ON p.number = c.number
            WHERE p.removed_at IS NULL\(reach.narrowing("c.number")) GROUP BY n.name ORDER BY n.name
            """
        ) {
            CouponSummary(
                name: CouponName(stored: $0.text(0)),
                total: Int($0.integer(1)),
                used: Int($0.integer(2)),
                expired: Int($0.integer(3))
            )
        }
    }

    /// The next coupons of a name, in the order of the contacts' numbers.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - number: The contact behind which to begin; nothing begins with the first.
    ///   - limit: How many at most.
    ///   - reach: Whose coupons to read; those of removed contacts are left out.
    /// - Returns: The coupons with their holders; none behind the last.
    /// - Throws: `StorageError`.
    package func coupons(
        of name: CouponName,
        after number: UInt32?,
        limit: Int,
        reach: Reach
    ) throws -> [HeldCoupon] {
        guard let id = try catalogue.id(of: name) else { return [] }
        return try connection.rows(
            """
            SELECT c.number, p.email, c.code, c.created_at, c.expires_at, c.used_at
            FROM coupon c JOIN contact_profile p ON p.number = c.number JOIN contact t ON t.number = c.number
            WHERE c.name_id = \(id) AND c.number > \(number.map(Int64.init) ?? -1) AND t.removed_at IS NULL\(reach.narrowing("c.number"))
            ORDER BY c.number LIMIT \(limit)
            """
        ) { row in
            HeldCoupon(
                number: row.number(0),
                email: row.text(1),
                coupon: Coupon(name: name, code: row.text(2), times: CouponTimes(row, from: 3))
            )
        }
    }
}

/// A coupon and whose it is.
package struct HeldCoupon: Sendable, Equatable {
    package let number: UInt32
    package let email: String
    package let coupon: Coupon
}

/// How the coupons of one name stand.
package struct CouponSummary: Sendable, Equatable {
    package let name: CouponName
    package let total: Int
    package let used: Int
    /// Never used and not valid any more.
    package let expired: Int

    /// Neither used nor expired.
    package var valid: Int { total - used - expired }
}
