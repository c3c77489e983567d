import Foundation
import Selections

/// The days of one time zone, found without a calendar: by looking at the local date of instants.
struct ModelDays {
    typealias TimeRange = (lower: Int64, upper: Int64)

    let timeZone: TimeZone
    let now: Int64

    /// The first millisecond whose local date is not before the day.
    func start(of day: Int) -> Int64 {
        // No zone is further than a day from UTC; Samoa once left out a whole one.
        var low = (day - 2) * 86_400
        var high = (day + 2) * 86_400
        while low + 1 < high {
            let middle = (low + high) / 2
            if localDay(second: middle) < day { low = middle } else { high = middle }
        }
        return Int64(high) * 1_000
    }

    /// The spans of every comparison of times in a condition.
    func spans(in criterion: Criterion) -> [DateMatch: TimeRange] {
        var spans: [DateMatch: TimeRange] = [:]
        for case .date(_, let match) in criterion.leaves where spans[match] == nil { spans[match] = span(of: match) }
        return spans
    }

    /// The span of time of a comparison, without its upper end.
    func span(of match: DateMatch) -> TimeRange {
        switch match {
        case .within(let period): (start(of: firstDay(of: period)), .max)
        case .before(let point): (.min, start(of: point))
        case .since(let point): (start(of: point), .max)
        case .between(let first, .day(let last)): (start(of: first), start(of: last.modelNumber + 1))
        case .between(let first, .instant(let last)): (start(of: first), last + 1)
        case .on(let day): (start(of: day.modelNumber), start(of: day.modelNumber + 1))
        }
    }

    private func start(of point: DatePoint) -> Int64 {
        switch point {
        case .day(let day): start(of: day.modelNumber)
        case .instant(let instant): instant
        }
    }

    private func firstDay(of period: Period) -> Int {
        let today = localDay(second: Int((Double(now) / 1_000).rounded(.down)))
        switch period.unit {
        case .day: return today - period.count
        case .week: return today - 7 * period.count
        case .month: return monthsBack(period.count, from: today)
        case .year: return monthsBack(12 * period.count, from: today)
        }
    }

    /// The same day of an earlier month, or its last one.
    private func monthsBack(_ count: Int, from number: Int) -> Int {
        let day = CalendarDay(modelNumber: number)
        let months = day.year * 12 + day.month - 1 - count
        let (year, month) = (months / 12, months % 12 + 1)
        return CalendarDay(year: year, month: month, day: min(day.day, CalendarDay.length(of: month, in: year)))
            .modelNumber
    }

    private func localDay(second: Int) -> Int {
        let local = second + timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
        return Int((Double(local) / 86_400).rounded(.down))
    }
}

extension CalendarDay {
    private static let monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

    /// Days since 1970-01-01, counted by whole years and months.
    fileprivate var modelNumber: Int {
        let months = (1..<month).map { Self.length(of: $0, in: year) }.reduce(0, +)
        return Self.daysBefore(year: year) + months + day - 1
    }

    fileprivate init(modelNumber number: Int) {
        var year = 1970 + number / 366 - 2
        while Self.daysBefore(year: year + 1) <= number { year += 1 }
        var rest = number - Self.daysBefore(year: year)
        var month = 1
        while rest >= Self.length(of: month, in: year) {
            rest -= Self.length(of: month, in: year)
            month += 1
        }
        self.init(year: year, month: month, day: rest + 1)
    }

    private static func daysBefore(year: Int) -> Int {
        let past = year - 1
        return past * 365 + past / 4 - past / 100 + past / 400 - 719_162
    }

    fileprivate static func length(of month: Int, in year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return monthLengths[month - 1] + (month == 2 && isLeap ? 1 : 0)
    }
}
