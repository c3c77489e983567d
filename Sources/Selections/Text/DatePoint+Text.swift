/// Why a text is not a date.
package enum DateTextError: Error, Equatable {
    case notADate
    case impossible
    case missingOffset
    case outOfRange
}

extension DatePoint {
    /// Reads `2026-01-31`, or an instant such as `2026-01-31T09:00:00+01:00`.
    ///
    /// Seconds may be left out; digits after the milliseconds are dropped.
    package init(text: String) throws(DateTextError) {
        var scanner = DateScanner(text)
        let day = try scanner.day()
        if scanner.isAtEnd {
            self = .day(day)
        } else {
            self = .instant(try scanner.instant(on: day))
        }
    }

    /// The form that `init(text:)` reads; instants are in UTC.
    package var text: String {
        switch self {
        case .day(let day): day.text
        case .instant(let milliseconds): Self.text(ofInstant: milliseconds)
        }
    }

    /// The point directly behind: the next day, or a millisecond later; nil behind the last year.
    var next: DatePoint? {
        switch self {
        case .day(let day):
            return day.next.isReal ? .day(day.next) : nil
        case .instant(let milliseconds):
            return milliseconds < Self.lastInstant ? .instant(milliseconds + 1) : nil
        }
    }

    /// The last millisecond of the year 9999.
    static let lastInstant: Int64 = 253_402_300_799_999
    /// The first millisecond of the year 1.
    static let firstInstant: Int64 = -62_135_596_800_000

    fileprivate static let millisecondsPerDay: Int64 = 86_400_000

    private static func text(ofInstant milliseconds: Int64) -> String {
        let ofDay = ((milliseconds % millisecondsPerDay) + millisecondsPerDay) % millisecondsPerDay
        let days = milliseconds / millisecondsPerDay - (milliseconds % millisecondsPerDay < 0 ? 1 : 0)
        let (seconds, fraction) = Int(ofDay).quotientAndRemainder(dividingBy: 1_000)
        let clock = [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { $0.padded(to: 2) }
        let decimals = fraction == 0 ? "" : ".\(fraction.padded(to: 3))"
        return "\(CalendarDay(daysSinceEpoch: Int(days)).text)T\(clock.joined(separator: ":"))\(decimals)Z"
    }
}

extension CalendarDay {
    /// The day as `2026-01-31`.
    var text: String { "\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))" }
}

extension Int {
    fileprivate func padded(to width: Int) -> String {
        let digits = String(magnitude)
        return (self < 0 ? "-" : "") + String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}

/// Reads the fixed shape of ISO 8601 dates byte by byte.
private struct DateScanner {
    private var rest: Substring.UTF8View

    init(_ text: String) {
        rest = text[...].utf8
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func day() throws(DateTextError) -> CalendarDay {
        let year = try number(digits: 4)
        try require("-")
        let month = try number(digits: 2)
        try require("-")
        let result = CalendarDay(year: year, month: month, day: try number(digits: 2))
        guard year >= 1 else { throw .outOfRange }
        guard result.isReal else { throw .impossible }
        return result
    }

    mutating func instant(on day: CalendarDay) throws(DateTextError) -> Int64 {
        guard take("T") || take("t") else { throw .notADate }
        let hour = try number(digits: 2)
        try require(":")
        let minute = try number(digits: 2)
        let second = take(":") ? try number(digits: 2) : 0
        guard hour < 24, minute < 60, second < 60 else { throw .impossible }
        let fraction = take(".") ? try milliseconds() : 0
        let offset = try offsetInMinutes()
        guard isAtEnd else { throw .notADate }
        let ofDay = ((hour * 60 + minute - offset) * 60 + second) * 1_000 + fraction
        let result = Int64(day.daysSinceEpoch) * DatePoint.millisecondsPerDay + Int64(ofDay)
        guard (DatePoint.firstInstant...DatePoint.lastInstant).contains(result) else { throw .outOfRange }
        return result
    }

    private mutating func offsetInMinutes() throws(DateTextError) -> Int {
        guard !isAtEnd else { throw .missingOffset }
        if take("Z") || take("z") { return 0 }
        let isWest = take("-")
        if !isWest { try require("+") }
        let hours = try number(digits: 2)
        try require(":")
        let minutes = try number(digits: 2)
        guard hours < 24, minutes < 60 else { throw .impossible }
        return (hours * 60 + minutes) * (isWest ? -1 : 1)
    }

    private mutating func milliseconds() throws(DateTextError) -> Int {
        var result = try number(digits: 1) * 100
        var weight = 10
        while let digit = nextDigit() {
            result += digit * weight
            weight /= 10
        }
        return result
    }

    private mutating func number(digits: Int) throws(DateTextError) -> Int {
        var result = 0
        for _ in 0..<digits {
            guard let digit = nextDigit() else { throw .notADate }
            result = result * 10 + digit
        }
        return result
    }

    private mutating func nextDigit() -> Int? {
        guard let byte = rest.first, (0x30...0x39).contains(byte) else { return nil }
        rest.removeFirst()
        return Int(byte) - 0x30
    }

    private mutating func require(_ scalar: Unicode.Scalar) throws(DateTextError) {
        guard take(scalar) else { throw .notADate }
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard let byte = rest.first, UInt32(byte) == scalar.value else { return false }
        rest.removeFirst()
        return true
    }
}
