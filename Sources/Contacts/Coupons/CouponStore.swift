import Bitmaps
package import Storage

/// Redeems coupons.
package struct CouponStore: Sendable {
    private let database: any Database
    private let time: TimeSource

    package init(_ database: any Database, time: TimeSource) {
        self.database = database
        self.time = time
    }

    /// Marks a coupon as used; of two who try at once, one succeeds.
    ///
    /// - Parameters:
    ///   - code: The code as somebody typed it: case and white space around it do not count.
    ///   - name: The name of the coupon.
    ///   - actor: Who redeems; a coupon out of reach is as good as none.
    /// - Returns: The contact whose coupon it is.
    /// - Throws: `RedemptionError` when the coupon is unknown, expired or used, or the actor may only look at the contact.
    package func redeem(_ code: String, of name: CouponName, actor: Actor) async throws -> Contact {
        let code = code.trimmed
        let now = time.now
        return try await database.write { connection in
            let door = Door(connection, now: now)
            guard let number = try holder(of: code, name, door) else { throw RedemptionError.unknown }
            try door.lock([Bucket(containing: number)])
            // Who held the lock may have redeemed or replaced the coupon, or deleted the contact.
            let reader = ContactReader(connection)
            let coupon = try reader.coupons(of: number).first { $0.name == name }
            let owners = try reader.owners(of: number)
            guard let coupon, CouponCode.matches(coupon.code, code), actor.may(.see, owners),
                let contact = try reader.contact(number)
            else { throw RedemptionError.unknown }
            guard actor.may(.edit, owners) else { throw RedemptionError.readOnly }
            if let usedAt = coupon.times.usedAt { throw RedemptionError.used(at: usedAt) }
            guard coupon.times.state(at: now) == .valid else {
                throw RedemptionError.expired(at: coupon.times.expiresAt)
            }
            let used = CouponTimes(createdAt: coupon.times.createdAt, expiresAt: coupon.times.expiresAt, usedAt: now)
            let change = Change(
                .coupon(name),
                Bitmap([number]),
                from: .same(.coupon(coupon.times)),
                to: .same(.coupon(used))
            )
            try door.commit(ChangeSet(changes: [change]), cause: Cause(.redemption, text: name.text, actor: actor.name))
            return contact
        }
    }

    /// Generated codes are in upper case; a code from elsewhere counts as it is written.
    private func holder(of code: String, _ name: CouponName, _ door: Door) throws -> UInt32? {
        guard let id = try door.catalogue.id(of: name) else { return nil }
        for spelling in [code, code.uppercased()] {
            let number = try door.connection.firstRow(
                "SELECT number FROM coupon WHERE name_id = \(id) AND code = \(spelling)"
            ) { $0.number(0) }
            if let number { return number }
        }
        return nil
    }
}

extension CouponCode {
    /// Whether somebody who typed a text meant the code.
    fileprivate static func matches(_ code: String, _ typed: String) -> Bool {
        typed == code || typed.uppercased() == code
    }
}

/// Why a coupon cannot be redeemed.
package enum RedemptionError: Error, Equatable {
    case unknown
    /// In milliseconds since 1970-01-01T00:00:00Z.
    case expired(at: Int64)
    case used(at: Int64)
    /// The actor may only look at the contact.
    case readOnly

    /// The error in words.
    package var message: String {
        switch self {
        case .unknown: "there is no such coupon: check its name and its code"
        case .expired(let instant): "the coupon expired on \(instant.instant)"
        case .used(let instant): "the coupon was used already, on \(instant.instant)"
        case .readOnly: "you may only look at the contact whose coupon it is"
        }
    }
}
