import Contacts

/// A coupon of a contact, as JSON shows it.
struct CouponDocument: Encodable, Sendable {
    let name: String
    let code: String
    let state: String
    let createdAt: String
    /// The first instant at which it is not valid any more.
    let expiresAt: String
    let usedAt: String?

    /// Describes a coupon as it stands at a certain time.
    init(_ coupon: Coupon, at now: Int64) {
        name = coupon.name.text
        code = coupon.code
        state = coupon.times.state(at: now).rawValue
        createdAt = coupon.times.createdAt.instant
        expiresAt = coupon.times.expiresAt.instant
        usedAt = coupon.times.usedAt?.instant
    }
}
