package import Storage

/// The names that contacts share, tags, details and coupons, and their numbers in the database.
///
/// Lives as long as one transaction, so that it never remembers a name whose creation was rolled back.
package final class Catalogue {
    private let connection: any Connection
    /// What was looked up, also where nothing was found: who asks twice takes no longer than who asks once.
    private var tags: [TagName: Int64?] = [:]
    private var details: [DetailName: Int64?] = [:]
    private var coupons: [CouponName: Int64?] = [:]
    private var tagNames: [Int64: TagName] = [:]
    private var detailNames: [Int64: DetailName] = [:]
    private var couponNames: [Int64: CouponName] = [:]

    package init(_ connection: any Connection) {
        self.connection = connection
    }

    /// The number of a tag, if any contact ever had it.
    package func id(of tag: TagName) throws -> Int64? {
        if let known = tags[tag] { return known }
        let id = try connection.firstRow("SELECT id FROM tag WHERE name = \(tag.text)") { $0.integer(0) }
        tags[tag] = .some(id)
        return id
    }

    /// The number of a detail, if any contact ever had it.
    package func id(of detail: DetailName) throws -> Int64? {
        if let known = details[detail] { return known }
        let id = try connection.firstRow("SELECT id FROM detail WHERE name = \(detail.text)") { $0.integer(0) }
        details[detail] = .some(id)
        return id
    }

    /// The number of a coupon's name, if it was ever used.
    package func id(of coupon: CouponName) throws -> Int64? {
        if let known = coupons[coupon] { return known }
        let id = try connection.firstRow("SELECT id FROM coupon_name WHERE name = \(coupon.text)") { $0.integer(0) }
        coupons[coupon] = .some(id)
        return id
    }

    /// The number of a tag, which is created when it is new.
    package func makeID(of tag: TagName) throws -> Int64 {
        if let id = try id(of: tag) { return id }
        let fresh = try connection.advance(counter: "tag")
        try connection.execute(
            "INSERT INTO tag (id, name) VALUES (\(fresh), \(tag.text)) ON CONFLICT (name) DO NOTHING"
        )
        tags[tag] = nil
        return try id(of: tag) ?? fresh
    }

    /// The number of a detail, which is created when it is new.
    package func makeID(of detail: DetailName) throws -> Int64 {
        if let id = try id(of: detail) { return id }
        let fresh = try connection.advance(counter: "detail")
        try connection.execute(
            "INSERT INTO detail (id, name) VALUES (\(fresh), \(detail.text)) ON CONFLICT (name) DO NOTHING"
        )
        details[detail] = nil
        return try id(of: detail) ?? fresh
    }

    /// The number of a coupon's name, which is created when it is new.
    package func makeID(of coupon: CouponName) throws -> Int64 {
        if let id = try id(of: coupon) { return id }
        let fresh = try connection.advance(counter: "coupon")
        try connection.execute(
            "INSERT INTO coupon_name (id, name) VALUES (\(fresh), \(coupon.text)) ON CONFLICT (name) DO NOTHING"
        )
        coupons[coupon] = nil
        return try id(of: coupon) ?? fresh
    }

    package func tagName(_ id: Int64) throws -> TagName? {
        if tagNames.isEmpty {
            try connection.forEachRow("SELECT id, name FROM tag") {
                tagNames[$0.integer(0)] = TagName(stored: $0.text(1))
            }
        }
        return tagNames[id]
    }

    package func detailName(_ id: Int64) throws -> DetailName? {
        if detailNames.isEmpty {
            try connection.forEachRow("SELECT id, name FROM detail") {
                detailNames[$0.integer(0)] = DetailName(stored: $0.text(1))
            }
        }
        return detailNames[id]
    }

    package func couponName(_ id: Int64) throws -> CouponName? {
        if couponNames.isEmpty {
            try connection.forEachRow("SELECT id, name FROM coupon_name") {
                couponNames[$0.integer(0)] = CouponName(stored: $0.text(1))
            }
        }
        return couponNames[id]
    }
}
