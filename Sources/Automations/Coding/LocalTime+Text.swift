import Selections

extension TimeOfDay {
    /// Reads `09:00`.
    package init?(text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let hour = Self.number(parts[0]), let minute = Self.number(parts[1]),
            (0...23).contains(hour), (0...59).contains(minute)
        else { return nil }
        self.init(hour: hour, minute: minute)
    }

    /// The form that `init(text:)` reads.
    package var text: String { Self.padded(hour) + ":" + Self.padded(minute) }

    private static func number(_ digits: Substring) -> Int? {
        guard (1...2).contains(digits.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(digits)
    }

    private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension LocalTime {
    /// Reads `2026-12-01T09:00`.
    package init?(text: String) {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let time = TimeOfDay(text: String(parts[1])),
            case .day(let day)? = try? DatePoint(text: String(parts[0]))
        else { return nil }
        self.init(year: day.year, month: day.month, day: day.day, time)
    }

    /// The form that `init(text:)` reads.
    package var text: String {
        "\(DatePoint.day(CalendarDay(year: year, month: month, day: day)).text)T\(time.text)"
    }
}
