/// What is known of a coupon beside its code: when it was made, until when it is valid, and when it was used.
///
/// All in milliseconds since 1970-01-01T00:00:00Z. The journal keeps this and never the code.
package struct CouponTimes: Hashable, Sendable {
    package let createdAt: Int64
    /// The first instant at which it is not valid any more.
    package let expiresAt: Int64
    package let usedAt: Int64?

    package init(createdAt: Int64, expiresAt: Int64, usedAt: Int64? = nil) {
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.usedAt = usedAt
    }

    /// How the coupon stands at a certain time.
    package func state(at now: Int64) -> CouponState {
        if usedAt != nil { return .used }
        return expiresAt <= now ? .expired : .valid
    }
}

/// How a coupon stands; a used one stays used when its validity ends.
package enum CouponState: String, Sendable, CaseIterable, Codable {
    case valid
    case used
    case expired
}

/// A coupon before it has a code.
package struct CouponDraft: Hashable, Sendable {
    /// Where its code comes from.
    package enum Source: Hashable, Sendable {
        /// It is drawn, with so many characters.
        case chance(length: Int)
        /// It is one of the list of its name.
        case list
        /// It is this one, which must be free.
        case given(String)
    }

    package let source: Source
    package let expiresAt: Int64

    package init(_ source: Source, expiresAt: Int64) {
        self.source = source
        self.expiresAt = expiresAt
    }

    package init(length: Int, expiresAt: Int64) {
        self.init(.chance(length: length), expiresAt: expiresAt)
    }
}

/// A coupon of one contact.
package struct Coupon: Hashable, Sendable {
    package let name: CouponName
    package let code: String
    package let times: CouponTimes
}
