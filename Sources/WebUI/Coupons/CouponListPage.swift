import Contacts

/// The names of coupons and how the coupons stand.
struct CouponListPage: PageModel {
    static let template = "coupons"

    struct Row: Sendable {
        let couponName: String
        let holdersAddress: String
        let fileAddress: String
        let total: String
        let valid: String
        let used: String
        let expired: String
    }

    let rows: [Row]

    var title: String { "Coupons" }
    var area: Area? { .coupons }

    init(_ summaries: [CouponSummary]) {
        rows = summaries.map { summary in
            Row(
                couponName: summary.name.text,
                holdersAddress: "/contacts?q=has+coupon.\(summary.name.text)",
                fileAddress: "/coupons/\(summary.name.text)/file",
                total: summary.total.grouped,
                valid: summary.valid.grouped,
                used: summary.used.grouped,
                expired: summary.expired.grouped
            )
        }
    }
}
