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
        }
    }

    /// When a span that begins now ends, in milliseconds.
    func end(of span: Span, from now: Int64) -> Int64 {
        switch span.unit {
        case .minute: now + Int64(span.count) * Self.minute
        case .hour: now + Int64(span.count) * 60 * Self.minute
        case .day: adding(.day, span.count, to: now)
        case .week: adding(.day, span.count * 7, to: now)
        case .month: adding(.month, span.count, to: now)
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

extension Date {
    init(milliseconds: Int64) {
        self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
    }

    var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1000).rounded()) }
}
