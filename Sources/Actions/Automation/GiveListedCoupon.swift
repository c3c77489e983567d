package import Contacts

/// Gives each contact a coupon with a code from the list of its name, in the place of one of the same name.
///
/// Only rules and workflows do; action J never takes from a list.
package struct GiveListedCoupon: Action {
    private let coupon: GenerateCoupon

    package init(_ coupon: GenerateCoupon) {
        self.coupon = coupon
    }

    package func effect(on state: WorkingState, in context: ActionContext) throws -> Effect {
        try coupon.effect(on: state, in: context, fromList: true)
    }
}
