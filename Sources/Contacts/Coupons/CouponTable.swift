import Foundation

/// Coupons as the lines of a CSV file.
package enum CouponTable {
    /// How many coupons are read at a time.
    package static let portion = 5_000

    /// The names of the columns.
    package static let header = line(["email", "code", "created", "expires", "used"])

    /// One coupon, without the end of the line.
    package static func line(_ held: HeldCoupon) -> String {
        let times = held.coupon.times
        return line([
            held.email, held.coupon.code, times.createdAt.instant, times.expiresAt.instant, times.usedAt?.instant ?? "",
        ])
    }

    private static func line(_ fields: [String]) -> String {
        fields.map(CSVCell.quoted).joined(separator: ",")
    }
}

extension Int64 {
    /// The milliseconds as a time in UTC, such as `2026-01-31T09:00:00Z`.
    package var instant: String {
        Date(milliseconds: self).formatted(.iso8601)
    }
}
