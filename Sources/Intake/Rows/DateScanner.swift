/// A day of the calendar, of any year where none is known.
struct CalendarDay {
    let year: Int?
    let month: Int
    let day: Int

    /// Refuses days that no calendar has.
    init?(year: Int?, month: Int, day: Int) {
        guard (1...12).contains(month), day >= 1 else { return nil }
        let isLeap = year.map { $0 % 4 == 0 && ($0 % 100 != 0 || $0 % 400 == 0) } ?? true
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard day <= lengths[month - 1] else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// The number of days from the first of January 1970, in the Gregorian calendar.
    func daysSince1970(_ year: Int) -> Int64 {
        // Years that begin in March put the leap day at their end.
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return Int64(shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468)
    }
}

/// A time of day, with the distance to UTC where it is named.
struct TimeOfDay {
    var milliseconds: Int64 = 0
    /// Seconds east of UTC.
    var offset: Int64?
}

/// Takes a date apart from left to right.
struct DateScanner {
    private var rest: Substring.UTF8View

    init(_ text: String) {
        rest = text[...].utf8
    }

    var isAtEnd: Bool { rest.allSatisfy { $0 == UInt8(ascii: " ") } }

    /// Takes a day with its year, in any of the usual orders; nothing is taken where there is none.
    mutating func day(hasMonthFirst: Bool) -> CalendarDay? {
        let start = rest
        if let day = compactDay() ?? separatedDay(hasMonthFirst: hasMonthFirst) { return day }
        rest = start
        return nil
    }

    /// Takes a day without a year: `--05-14`, `0514`, `14.05.`, `14/05`.
    mutating func dayOfYear(hasMonthFirst: Bool) -> CalendarDay? {
        if skip("--") {
            guard let month = number(2) else { return nil }
            _ = skip("-")
            return number(2).flatMap { CalendarDay(year: nil, month: month, day: $0) }
        }
        guard let first = digits(atMost: 4) else { return nil }
        if first.length == 4 { return CalendarDay(year: nil, month: first.value / 100, day: first.value % 100) }
        guard let mark = dateMark(), let second = number(2) else { return nil }
        _ = mark == UInt8(ascii: ".") && skip(".")
        let isMonthFirst = mark == UInt8(ascii: "-") || (mark == UInt8(ascii: "/") && hasMonthFirst)
        return isMonthFirst
            ? CalendarDay(year: nil, month: first.value, day: second)
            : CalendarDay(year: nil, month: second, day: first.value)
    }

    /// Takes the time of day; midnight where none stands there, nothing where something else does.
    mutating func timeOfDay() -> TimeOfDay? {
        guard !isAtEnd else { return TimeOfDay() }
        guard skip("T") || skip(", ") || skip(" ") else { return nil }
        skipSpaces()
        guard var hour = number(2), skip(":"), let minute = number(2) else { return nil }
        var second = 0
        var fraction: Int64 = 0
        if skip(":") {
            guard let seconds = number(2) else { return nil }
            second = seconds
            if skip(".") || skip(",") {
                guard let taken = milliseconds() else { return nil }
                fraction = taken
            }
        }
        skipSpaces()
        if let isAfternoon = halfOfDay() {
            guard (1...12).contains(hour) else { return nil }
            hour = hour % 12 + (isAfternoon ? 12 : 0)
        }
        guard hour < 24, minute < 60, second <= 60 else { return nil }
        var time = TimeOfDay(milliseconds: Int64(hour * 3600 + minute * 60 + second) * 1000 + fraction)
        skipSpaces()
        if !isAtEnd {
            guard let offset = zone() else { return nil }
            time.offset = offset
        }
        return time
    }

    // MARK: - Parts

    private mutating func compactDay() -> CalendarDay? {
        let start = rest
        if let date = digits(atMost: 8), date.length == 8 {
            let (year, month, day) = (date.value / 10_000, date.value / 100 % 100, date.value % 100)
            return CalendarDay(year: year, month: month, day: day)
        }
        rest = start
        return nil
    }

    private mutating func separatedDay(hasMonthFirst: Bool) -> CalendarDay? {
        guard let first = digits(atMost: 4), let mark = dateMark(), let second = number(2), dateMark() == mark,
            let third = digits(atMost: 4)
        else { return nil }
        if first.length == 4, third.length <= 2 {
            // Hungarian dates end with a point.
            _ = mark == UInt8(ascii: ".") && skip(".")
            return CalendarDay(year: first.value, month: second, day: third.value)
        }
        guard third.length == 4, first.length <= 2 else { return nil }
        let isMonthFirst = mark == UInt8(ascii: "/") && hasMonthFirst
        return isMonthFirst
            ? CalendarDay(year: third.value, month: first.value, day: second)
            : CalendarDay(year: third.value, month: second, day: first.value)
    }

    /// One of `-`, `/` and `.`, of which the last may have a space after it.
    private mutating func dateMark() -> UInt8? {
        guard let mark = rest.first, "-/.".utf8.contains(mark) else { return nil }
        rest = rest.dropFirst()
        if mark == UInt8(ascii: ".") { skipSpaces() }
        return mark
    }

    private mutating func halfOfDay() -> Bool? {
        if skip("AM") || skip("am") { return false }
        return skip("PM") || skip("pm") ? true : nil
    }

    /// `Z`, `UTC`, `+01:00`, `+0100`, `+01`, and `+0000 UTC`.
    private mutating func zone() -> Int64? {
        if skip("Z") || skip("UTC") || skip("GMT") { return 0 }
        let isWest = skip("-")
        guard isWest || skip("+"), let hours = number(2), hours <= 15 else { return nil }
        _ = skip(":")
        let minutes = number(2) ?? 0
        skipSpaces()
        _ = skip("UTC") || skip("GMT")
        return Int64(hours * 3600 + minutes * 60) * (isWest ? -1 : 1)
    }

    private mutating func milliseconds() -> Int64? {
        guard let fraction = digits(atMost: 9) else { return nil }
        var value = Int64(fraction.value)
        for _ in 0..<(9 - fraction.length) { value *= 10 }
        return value / 1_000_000
    }

    private mutating func number(_ most: Int) -> Int? { digits(atMost: most)?.value }

    private mutating func digits(atMost limit: Int) -> (value: Int, length: Int)? {
        var value = 0
        var length = 0
        while length < limit, let byte = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
            length += 1
            rest = rest.dropFirst()
        }
        return length == 0 ? nil : (value, length)
    }

    private mutating func skip(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { expected in
            guard rest.starts(with: expected) else { return false }
            rest = rest.dropFirst(expected.count)
            return true
        }
    }

    private mutating func skipSpaces() {
        while rest.first == UInt8(ascii: " ") { rest = rest.dropFirst() }
    }
}
