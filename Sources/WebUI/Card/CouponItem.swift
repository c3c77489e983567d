import Contacts

/// A coupon on the card.
struct CouponItem: Sendable {
    let couponName: String
    let code: String
    let stateWord: String
    let badge: String
    /// What happens or happened at the moment: `valid until`, `expired`, `used`.
    let fate: String
    let moment: Moment

    init(_ coupon: Coupon, at now: Int64, _ clock: WorkspaceClock) {
        couponName = coupon.name.text
        code = coupon.code
        let state = coupon.times.state(at: now)
        stateWord = state.rawValue
        switch state {
        case .valid: (badge, fate) = ("text-bg-success", "valid until")
        case .expired: (badge, fate) = ("text-bg-warning", "valid until")
        case .used: (badge, fate) = ("text-bg-secondary", "used")
        }
        moment = clock.moment(coupon.times.usedAt ?? coupon.times.expiresAt)
    }
}
