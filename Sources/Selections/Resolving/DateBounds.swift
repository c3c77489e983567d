import Foundation

/// A span of time in milliseconds since 1970: from its lower end on, up to but without its upper end.
struct TimeSpan: Hashable, Sendable {
    let lower: Int64?
    let upper: Int64?

    func contains(_ time: Int64) -> Bool {
        if let lower, time < lower { return false }
        if let upper, time >= upper { return false }
        return true
    }
}

/// Turns days and periods into instants, by the calendar of one time zone.
struct DateBounds: Sendable {
    private let calendar: Calendar
    let now: Int64

    init(now: Int64, timeZone: TimeZone) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        self.calendar = calendar
        self.now = now
    }

    /// Longer than all the years that have names, whatever the unit.
    private static let longestPeriod = 10_000_000

    func span(of match: DateMatch) -> TimeSpan {
        switch match {
        case .within(let period): TimeSpan(lower: start(of: period), upper: nil)
        case .before(let point): TimeSpan(lower: nil, upper: start(of: point))
        case .since(let point): TimeSpan(lower: start(of: point), upper: nil)
        case .between(let first, let last): TimeSpan(lower: start(of: first), upper: end(of: last))
        case .on(let day): TimeSpan(lower: start(of: day), upper: start(of: day.next))
        }
    }

    private func start(of period: Period) -> Int64 {
        let today = calendar.startOfDay(for: Date(timeIntervalSince1970: Double(now) / 1000))
        let component: Calendar.Component
        // Out of the calendar's reach is as good as ever.
        guard period.count <= Self.longestPeriod else { return .min }
        switch period.unit {
        case .day: return start(ofDay: period.count, before: today)
        case .week: return start(ofDay: period.count * 7, before: today)
        case .month: component = .month
        case .year: component = .year
        }
        guard let day = calendar.date(byAdding: component, value: -period.count, to: today) else { return .min }
        return Self.milliseconds(calendar.startOfDay(for: day))
    }

    /// Counted in days of the calendar, also where a place left one out, as Samoa did with 30 December 2011.
    private func start(ofDay count: Int, before today: Date) -> Int64 {
        let parts = calendar.dateComponents([.year, .month, .day], from: today)
        guard let year = parts.year, let month = parts.month, let day = parts.day else { return .min }
        let present = CalendarDay(year: year, month: month, day: day)
        let first = CalendarDay(daysSinceEpoch: present.daysSinceEpoch - count)
        return first.isReal ? start(of: first) : .min
    }

    private func start(of point: DatePoint) -> Int64 {
        switch point {
        case .day(let day): start(of: day)
        case .instant(let instant): instant
        }
    }

    private func end(of point: DatePoint) -> Int64 {
        switch point {
        case .day(let day): start(of: day.next)
        case .instant(let instant): instant < .max ? instant + 1 : .max
        }
    }

    private func start(of day: CalendarDay) -> Int64 {
        // Noon exists on every day, midnight does not where summer time begins at night.
        let noon = DateComponents(year: day.year, month: day.month, day: day.day, hour: 12)
        guard let date = calendar.date(from: noon) else { return day.year < 1970 ? .min : .max }
        return Self.milliseconds(calendar.startOfDay(for: date))
    }

    private static func milliseconds(_ date: Date) -> Int64 {
        Int64(exactly: (date.timeIntervalSince1970 * 1000).rounded()) ?? .max
    }
}
