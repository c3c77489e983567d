import Storage

/// Which coupon somebody wants to redeem.
package enum WantedCoupon: Sendable, Hashable {
    /// That with a code under a name; case and white space around the code do not count.
    case code(String, of: CouponName)
    /// That of a contact: by its code, or else by its name.
    ///
    /// Whether clients of SALESmanago's API send the code or the name is not told; both are understood.
    case ofContact(ContactReference, String)

    /// The coupon and its holder, who is locked until the transaction ends.
    func find(_ door: Door, actor: Actor) throws -> (contact: Contact, coupon: Coupon) {
        switch self {
        case .code(let typed, let name):
            let typed = typed.trimmed
            guard !typed.utf8.contains(0), let number = try holder(of: typed, name, door),
                let id = try ContactReader(door.connection).contact(number)?.id
            else { throw RedemptionError.unknown }
            let contact = try Self.contact(.id(id), door, actor)
            // Who held the lock may have replaced the coupon.
            let coupon = try ContactReader(door.connection).coupons(of: contact.number).first {
                $0.name == name && CouponCode.matches($0.code, typed)
            }
            guard let coupon else { throw RedemptionError.unknown }
            return (contact, coupon)
        case .ofContact(let reference, let typed):
            let typed = typed.trimmed
            let contact = try Self.contact(reference, door, actor)
            let coupons = try ContactReader(door.connection).coupons(of: contact.number)
            let byCode = coupons.first { CouponCode.matches($0.code, typed) }
            guard let coupon = byCode ?? coupons.first(where: { $0.name.text == typed.uppercased() }) else {
                throw RedemptionError.unknown
            }
            return (contact, coupon)
        }
    }

    private static func contact(_ reference: ContactReference, _ door: Door, _ actor: Actor) throws -> Contact {
        do {
            return try door.contact(reference, for: .edit, actor: actor)
        } catch ContactReferenceError.unknown {
            throw RedemptionError.unknown
        } catch ContactReferenceError.forbidden {
            throw RedemptionError.readOnly
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
package enum RedemptionError: ExplainedError, Equatable {
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
