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

    /// A list of codes that come from elsewhere.
    struct List: Sendable {
        let listName: String
        let codes: String
        let given: String
        let left: String
    }

    let rows: [Row]
    let lists: [List]
    let hasLists: Bool

    var title: String { "Coupons" }
    var area: Area? { .coupons }

    /// Describes the page.
    ///
    /// - Parameters:
    ///   - summaries: The coupons within reach, by name.
    ///   - lists: The lists of codes; none for who sees own contacts only.
    init(_ summaries: [CouponSummary], lists: [CouponListSummary]) {
        self.lists = lists.map {
            List(listName: $0.name.text, codes: $0.total.grouped, given: $0.given.grouped, left: $0.left.grouped)
        }
        hasLists = !lists.isEmpty
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
