import Bitmaps
import Storage

/// Writes the coupons of one name.
struct CouponRows {
    private let connection: any Connection
    private let name: Int64
    private let now: Int64

    init(_ connection: any Connection, _ name: Int64, now: Int64) {
        self.connection = connection
        self.name = name
        self.now = now
    }

    /// Writes one change: new coupons, in the place of those that the contacts may have, or the use of one.
    ///
    /// - Returns: The change as the journal keeps it: times, without codes.
    func write(_ change: Change) throws -> Change {
        switch change.new {
        case .same(.newCoupon(let draft)):
            try replace(change.contacts, draft)
            let times = CouponTimes(createdAt: now, expiresAt: draft.expiresAt)
            return Change(change.facet, change.contacts, from: change.old, to: .same(.coupon(times)))
        case .same(.coupon(let times)):
            try use(change.contacts, times)
            return change
        default: throw ChangeSetError.unfitCouponChange
        }
    }

    private func replace(_ contacts: Bitmap, _ draft: CouponDraft) throws {
        try Self.lock(name, connection)
        try connection.execute("DELETE FROM coupon WHERE name_id = \(name) AND \(.isMember("number", contacts))")
        let codes =
            switch draft.source {
            case .chance(let length): try draw(contacts.count, length)
            case .list: try take(contacts.count)
            case .given(let code): try keep(code, for: contacts.count)
            }
        var batch = RowBatch("coupon", ["name_id", "number", "code", "created_at", "expires_at"])
        batch.reserve(codes.count)
        for (number, code) in zip(contacts.numbers, codes) {
            batch.append(.integer(name), number.sqlValue, .text(code), .integer(now), .integer(draft.expiresAt))
        }
        try connection.insert(batch)
    }

    /// Takes codes of the list at random, none of which anybody gets again.
    private func take(_ count: Int) throws -> [String] {
        let codes = try connection.rows(
            """
            SELECT code FROM coupon_list_code WHERE name_id = \(name) AND given_at IS NULL
            ORDER BY RANDOM() LIMIT \(count)
            """
        ) { $0.text(0) }
        guard codes.count == count else { throw ChangeSetError.couponListUsedUp(left: codes.count) }
        try connection.execute(
            "UPDATE coupon_list_code SET given_at = \(now) WHERE name_id = \(name) AND code \(in: codes)"
        )
        return codes
    }

    private func keep(_ code: String, for count: Int) throws -> [String] {
        guard count == 1, CouponCode.isFit(code) else { throw ChangeSetError.unfitCouponChange }
        guard try Self.taken(among: [code], name, connection).isEmpty else { throw ChangeSetError.couponCodeTaken }
        return [code]
    }

    private func draw(_ count: Int, _ length: Int) throws -> [String] {
        guard CouponCode.lengths.contains(length), CouponCode.isEnough(length: length, for: try present() + count)
        else { throw ChangeSetError.tooFewCouponCodes(length: length) }
        var codes = CouponCodes(SystemRandomNumberGenerator())
        return try codes.draw(count, length: length) { try Self.taken(among: Array($0), name, connection) }
    }

    /// Makes everybody else wait who writes codes under the name, until the transaction ends: they would not see each
    /// other's.
    static func lock(_ name: Int64, _ connection: any Connection) throws {
        try connection.lock(LockKey.coupons(ofName: name))
    }

    /// Which of the codes are some contact's, or in the list of the name.
    static func taken(among codes: [String], _ name: Int64, _ connection: any Connection) throws -> Set<String> {
        var taken: Set<String> = []
        for table: SQL.Name in ["coupon", "coupon_list_code"] {
            try connection.forEachRow(
                "SELECT code FROM \(table) WHERE name_id = \(name) AND code \(in: codes)"
            ) { taken.insert($0.text(0)) }
        }
        return taken
    }

    private func present() throws -> Int {
        try connection.firstRow("SELECT COUNT(*) FROM coupon WHERE name_id = \(name)") { Int($0.integer(0)) } ?? 0
    }

    private func use(_ contacts: Bitmap, _ times: CouponTimes) throws {
        let used = try connection.execute(
            """
            UPDATE coupon SET used_at = \(times.usedAt)
            WHERE name_id = \(name) AND \(.isMember("number", contacts)) AND used_at IS NULL
                AND created_at = \(times.createdAt)
            """
        )
        guard used == contacts.count else { throw ChangeSetError.couponChanged }
    }
}

extension CouponTimes {
    /// Reads the columns `created_at`, `expires_at` and `used_at`.
    init(_ row: any Row, from column: Int) {
        self.init(
            createdAt: row.integer(column),
            expiresAt: row.integer(column + 1),
            usedAt: row.optionalInteger(column + 2)
        )
    }
}
