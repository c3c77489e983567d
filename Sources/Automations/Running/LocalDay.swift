import Contacts
import Foundation

/// A day of the Gregorian calendar.
struct LocalDay: Sendable, Hashable {
    private static let day: Int64 = 86_400_000

    /// Days since 1970-01-01.
    let number: Int64

    init(number: Int64) {
        self.number = number
    }

    /// The day that it is at an instant, somewhere.
    ///
    /// - Parameters:
    ///   - instant: In milliseconds.
    ///   - timeZone: Where.
    init(at instant: Int64, _ timeZone: TimeZone) {
        let offset = Int64(timeZone.secondsFromGMT(for: Date(milliseconds: instant))) * 1000
        number = Int64((Double(instant + offset) / Double(Self.day)).rounded(.down))
    }

    func adding(_ days: Int) -> LocalDay { LocalDay(number: number + Int64(days)) }

    var parts: (year: Int, month: Int, day: Int) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day], from: Date(milliseconds: number * Self.day))
        return (parts.year ?? 1970, parts.month ?? 1, parts.day ?? 1)
    }

    /// Whether its year has no 29 February.
    var isInCommonYear: Bool {
        let year = parts.year
        return !(year.isMultiple(of: 4) && !year.isMultiple(of: 100) || year.isMultiple(of: 400))
    }
}
