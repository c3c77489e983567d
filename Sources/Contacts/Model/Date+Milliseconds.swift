package import Foundation

extension Date {
    /// A time in milliseconds since 1970-01-01T00:00:00Z.
    package init(milliseconds: Int64) {
        self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
    }

    /// The milliseconds since 1970-01-01T00:00:00Z.
    package var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1000).rounded()) }
}
