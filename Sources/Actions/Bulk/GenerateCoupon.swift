package import Contacts

/// Action J: gives each contact a coupon with a code of its own, in the place of one of the same name.
///
/// The codes are drawn when the changes are carried out; they never come from a list of codes.
package struct GenerateCoupon: Action {
    package static let lengths = Int64(CouponCode.lengths.lowerBound)...Int64(CouponCode.lengths.upperBound)
    /// How many days a coupon can be valid.
    package static let validities: ClosedRange<Int64> = 1...3650
    package static let defaultLength: Int64 = 8
    package static let defaultValidity: Int64 = 30
    private static let day: Int64 = 86_400_000

    package let name: CouponName
    /// How many characters the codes have.
    package let length: Int64
    package let validDays: Int64

    package init(_ name: CouponName, length: Int64 = Self.defaultLength, validDays: Int64 = Self.defaultValidity) {
        self.name = name
        self.length = length
        self.validDays = validDays
    }

    package func effect(on state: WorkingState, in context: ActionContext) throws -> Effect {
        try effect(on: state, in: context, fromList: false)
    }

    /// As `effect(on:in:)`, with the codes taken from the list of the name where that is asked for.
    func effect(on state: WorkingState, in context: ActionContext, fromList: Bool) throws -> Effect {
        guard !state.numbers.isEmpty else { return Effect() }
        let expiresAt = context.now + validDays * Self.day
        let draft = CouponDraft(fromList ? .list : .chance(length: Int(length)), expiresAt: expiresAt)
        let old = Change.Values(try state.values(of: .coupon(name)))
        let change = Change(.coupon(name), state.contacts, from: old, to: .same(.newCoupon(draft)))
        return Effect(changes: [change], outcome: Outcome(changed: state.numbers.count))
    }
}
