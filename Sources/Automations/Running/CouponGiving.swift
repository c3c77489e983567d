import Actions
import Bitmaps
import Contacts

/// Gives coupons in an automation: from the list of codes of the coupon's name where there is one, else newly drawn.
struct CouponGiving {
    private let surroundings: Surroundings

    init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
    }

    /// Gives each contact a coupon, as long as the list lasts.
    ///
    /// - Parameters:
    ///   - coupon: What to give; the length counts only where there is no list.
    ///   - contacts: To whom.
    ///   - cause: Why.
    /// - Returns: Who goes on, and who got none.
    /// - Throws: `StorageError`, `ChangeSetError.tooFewCouponCodes`.
    func give(
        _ coupon: GenerateCoupon,
        to contacts: Bitmap,
        cause: Cause
    ) throws -> (contacts: Bitmap, failed: [String: Bitmap]) {
        let context = ActionContext(now: surroundings.now, actor: surroundings.actor)
        guard let left = try CouponListReader(surroundings.connection).lockedRest(of: coupon.name) else {
            try surroundings.commit(coupon, .edit, for: contacts, context, cause)
            return (contacts, [:])
        }
        let lucky = Bitmap(contacts.numbers(from: 0, limit: left))
        try surroundings.commit(GiveListedCoupon(coupon), .edit, for: lucky, context, cause)
        let unlucky = contacts.subtracting(lucky)
        guard !unlucky.isEmpty else { return (contacts, [:]) }
        let problem =
            "the list of codes of the coupon \(coupon.name.text) is used up: import more codes, then try again"
        return (lucky, [problem: unlucky])
    }
}
