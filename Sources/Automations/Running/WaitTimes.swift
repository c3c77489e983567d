import Contacts
import Foundation

/// Says until when contacts wait, by the calendar of the workspace.
struct WaitTimes: Sendable {
    private static let minute: Int64 = 60_000
    private let calendar: Calendar

    init(timeZone: TimeZone) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        self.calendar = calendar
    }

    /// When somebody who comes to the wait goes on, in milliseconds.
    ///
    /// - Parameters:
    ///   - wait: What for.
    ///   - now: The time of coming, in milliseconds.
    /// - Returns: A time that is not before it.
    func end(of wait: Wait, from now: Int64) -> Int64 {
        switch wait {
        case .span(let span): end(of: span, from: now)
        case .until(let local): max(now, instant(of: local))
        case .weekday(let days, let time): next(days, time, from: now)
        case .rest(let whole, let passed): max(now, end(of: whole, from: start(of: passed, to: now)))
        }
    }

    /// When a span that begins now ends, in milliseconds.
    func end(of span: Span, from now: Int64) -> Int64 {
        moved(span.unit, span.count, from: now)
    }

    /// When a span that ends now began; a month that was too short for its day counts from its last day.
    private func start(of span: Span, to now: Int64) -> Int64 {
        moved(span.unit, -span.count, from: now)
    }

    private func moved(_ unit: Span.Unit, _ count: Int, from now: Int64) -> Int64 {
        switch unit {
        case .minute: now + Int64(count) * Self.minute
        case .hour: now + Int64(count) * 60 * Self.minute
        case .day: adding(.day, count, to: now)
        case .week: adding(.day, count * 7, to: now)
        case .month: adding(.month, count, to: now)
        }
    }

    private func adding(_ component: Calendar.Component, _ count: Int, to now: Int64) -> Int64 {
        calendar.date(byAdding: component, value: count, to: Date(milliseconds: now))?.milliseconds ?? now
    }

    /// An hour that the clocks leave out in spring counts as the one after it.
    private func instant(of local: LocalTime) -> Int64 {
        let parts = DateComponents(
            year: local.year,
            month: local.month,
            day: local.day,
            hour: local.time.hour,
            minute: local.time.minute
        )
        return calendar.date(from: parts)?.milliseconds ?? 0
    }

    private func next(_ days: Set<Weekday>, _ time: TimeOfDay, from now: Int64) -> Int64 {
        // From the minute that has begun, so that whoever comes within it goes on at once.
        let begun = Date(milliseconds: now - ((now % Self.minute) + Self.minute) % Self.minute)
        let found = (0...7).lazy.compactMap { offset -> Int64? in
            guard let day = calendar.date(byAdding: .day, value: offset, to: begun),
                days.contains(Weekday(calendar.component(.weekday, from: day))),
                let moment = calendar.date(bySettingHour: time.hour, minute: time.minute, second: 0, of: day),
                moment >= begun
            else { return nil }
            return moment.milliseconds
        }
        return max(now, found.first ?? now)
    }
}

extension Weekday {
    /// From the number in the Gregorian calendar, where 1 is Sunday.
    init(_ number: Int) {
        self = [.sunday, .monday, .tuesday, .wednesday, .thursday, .friday, .saturday][(number - 1) % 7]
    }
}
