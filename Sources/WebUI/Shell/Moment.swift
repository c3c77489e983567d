import Foundation

/// A time as a page shows it.
struct Moment: Sendable, Equatable {
    /// The time for people, such as `21 Nov 2026 10:15`.
    let text: String
    /// The same instant for machines.
    let iso: String
}

/// Writes times by the clock and calendar of the workspace.
struct WorkspaceClock: Sendable {
    let timeZone: TimeZone
    let calendar: Calendar

    init(_ timeZone: TimeZone) {
        self.timeZone = timeZone
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        self.calendar = calendar
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// The time of so many milliseconds since 1970.
    func moment(_ milliseconds: Int64) -> Moment {
        let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
        let month = Self.months[(parts.month ?? 1) - 1]
        let clock = "\(Self.two(parts.hour ?? 0)):\(Self.two(parts.minute ?? 0))"
        return Moment(
            text: "\(parts.day ?? 1) \(month) \(parts.year ?? 0) \(clock)",
            iso: date.formatted(.iso8601)
        )
    }

    /// Reads what a field for date and time holds, `2026-12-01T09:00`.
    ///
    /// - Returns: Milliseconds since 1970, or nothing where the text is no time, or one that the clock skips.
    func milliseconds(_ text: String) -> Int64? {
        let numbers = text.split(whereSeparator: { "-T: ".contains($0) }).map { Int($0) }
        guard numbers.count >= 5, let year = numbers[0], let month = numbers[1], let day = numbers[2],
            let hour = numbers[3], let minute = numbers[4]
        else { return nil }
        let wanted = DateComponents(year: year, month: month, day: day, hour: hour, minute: minute)
        guard let date = calendar.date(from: wanted) else { return nil }
        let found = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
        guard found.year == year, found.month == month, found.day == day, found.hour == hour, found.minute == minute
        else { return nil }
        return Int64(date.timeIntervalSince1970) * 1000
    }

    /// The time as a field for date and time holds it.
    func fieldText(_ milliseconds: Int64) -> String {
        let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: date)
        return "\(parts.year ?? 0)-\(Self.two(parts.month ?? 1))-\(Self.two(parts.day ?? 1))"
            + "T\(Self.two(parts.hour ?? 0)):\(Self.two(parts.minute ?? 0))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
