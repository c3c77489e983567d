/// A time of day, with the distance to UTC where it is named.
package struct WrittenTime {
    package var milliseconds: Int64 = 0
    /// Seconds east of UTC.
    package var offset: Int64?
}

/// Takes a date apart from left to right.
package struct DateScanner {
    private var rest: Substring.UTF8View
    /// Whether the last day that was asked for may be two days, since nothing tells which number is the month.
    package private(set) var isAmbiguous = false

    package init(_ text: String) {
        rest = text[...].utf8
    }

    package var isAtEnd: Bool { rest.allSatisfy { $0 == UInt8(ascii: " ") } }

    /// Takes a day with its year, in any of the usual orders; nothing is taken where there is none.
    package mutating func day(order: DateOrder?) -> WrittenDay? {
        let start = rest
        if let day = compactDay() ?? separatedDay(order: order) { return day }
        rest = start
        return nil
    }

    /// Takes a day without a year: `--05-14`, `0514`, `14.05.`, `14/05`.
    package mutating func dayOfYear(order: DateOrder?) -> WrittenDay? {
        if skip("--") {
            guard let month = number(2) else { return nil }
            _ = skip("-")
            return number(2).flatMap { WrittenDay(year: nil, month: month, day: $0) }
        }
        guard let first = digits(atMost: 4) else { return nil }
        if first.length == 4 { return WrittenDay(year: nil, month: first.value / 100, day: first.value % 100) }
        guard let mark = dateMark(), let second = number(2) else { return nil }
        _ = mark == UInt8(ascii: ".") && skip(".")
        switch mark {
        case UInt8(ascii: "-"): return WrittenDay(year: nil, month: first.value, day: second)
        case UInt8(ascii: "."): return WrittenDay(year: nil, month: second, day: first.value)
        default: return inOrder(first.value, second, year: nil, order)
        }
    }

    /// Takes the time of day; midnight where none stands there, nothing where something else does.
    package mutating func timeOfDay() -> WrittenTime? {
        guard !isAtEnd else { return WrittenTime() }
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
        var time = WrittenTime(milliseconds: Int64(hour * 3600 + minute * 60 + second) * 1000 + fraction)
        skipSpaces()
        if !isAtEnd {
            guard let offset = zone() else { return nil }
            time.offset = offset
        }
        return time
    }

    // MARK: - Parts

    private mutating func compactDay() -> WrittenDay? {
        let start = rest
        if let date = digits(atMost: 8), date.length == 8 {
            let (year, month, day) = (date.value / 10_000, date.value / 100 % 100, date.value % 100)
            return WrittenDay(year: year, month: month, day: day)
        }
        rest = start
        return nil
    }

    private mutating func separatedDay(order: DateOrder?) -> WrittenDay? {
        guard let first = digits(atMost: 4), let mark = dateMark(), let second = number(2), dateMark() == mark,
            let third = digits(atMost: 4)
        else { return nil }
        if first.length == 4, third.length <= 2 {
            // Hungarian dates end with a point.
            _ = mark == UInt8(ascii: ".") && skip(".")
            return WrittenDay(year: first.value, month: second, day: third.value)
        }
        guard third.length == 4, first.length <= 2 else { return nil }
        if mark == UInt8(ascii: ".") { return WrittenDay(year: third.value, month: second, day: first.value) }
        return inOrder(first.value, second, year: third.value, order)
    }

    /// Tells day and month apart; nothing where nothing does.
    private mutating func inOrder(_ first: Int, _ second: Int, year: Int?, _ order: DateOrder?) -> WrittenDay? {
        switch order ?? DateOrder(first, second) {
        case .dayFirst: return WrittenDay(year: year, month: second, day: first)
        case .monthFirst: return WrittenDay(year: year, month: first, day: second)
        case nil:
            isAmbiguous = (1...12).contains(first) && (1...12).contains(second)
            return nil
        }
    }

    /// Takes the two numbers of which one is the day and the other the month: of `5/6/1990`, `5-6-1990` and `5/6`.
    ///
    /// Nothing where the order is clear from how the date is written.
    package mutating func unorderedPair() -> (first: Int, second: Int)? {
        guard let first = digits(atMost: 4), first.length <= 2, let mark = dateMark(), mark != UInt8(ascii: "."),
            let second = digits(atMost: 4), second.length <= 2
        else { return nil }
        if isAtEnd { return mark == UInt8(ascii: "/") ? (first.value, second.value) : nil }
        guard dateMark() == mark, let third = digits(atMost: 4), third.length == 4 else { return nil }
        return (first.value, second.value)
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
