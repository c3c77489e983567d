import Foundation

/// Reads dates and times as the known products and spreadsheets write them.
struct DateReader: Sendable {
    let timeZone: TimeZone
    /// Whether `05/14/2026` is the fourteenth of May.
    let hasMonthFirst: Bool

    /// A point in time: ISO 8601, seconds or milliseconds since 1970, or a date with or without a time of day.
    ///
    /// - Parameter text: What stands in the cell.
    /// - Returns: Milliseconds since 1970-01-01T00:00:00Z; nothing when the text is no date.
    func milliseconds(_ text: String) -> Int64? {
        if text.utf8.count >= 9, let number = Int64(text) {
            // Ten digits are seconds until the year 2286, thirteen milliseconds.
            return text.utf8.count <= 10 ? number * 1000 : text.utf8.count <= 14 ? number : nil
        }
        var scanner = DateScanner(text)
        guard let day = scanner.day(hasMonthFirst: hasMonthFirst), let year = day.year, (1900...2199).contains(year),
            let time = scanner.timeOfDay(), scanner.isAtEnd
        else { return nil }
        let local = day.daysSince1970(year) * 86_400_000 + time.milliseconds
        if let offset = time.offset { return local - offset * 1000 }
        return local - offset(atLocal: local)
    }

    /// A day of birth.
    ///
    /// - Parameter text: `1985-05-14`, `14.05.1985`, `19850514`, or without the year `--05-14`, `0514`, `14.05.`.
    /// - Returns: `1985-05-14` or `--05-14`; nothing when the text is no such day.
    func birthday(_ text: String) -> String? {
        var scanner = DateScanner(text)
        guard let day = scanner.day(hasMonthFirst: hasMonthFirst) ?? scanner.dayOfYear(hasMonthFirst: hasMonthFirst),
            scanner.timeOfDay() != nil, scanner.isAtEnd
        else { return nil }
        // Some products write the year 0 where nobody knows it.
        guard let year = day.year, year != 0 else { return "--\(day.month.padded)-\(day.day.padded)" }
        guard (1850...2199).contains(year) else { return nil }
        return "\(year)-\(day.month.padded)-\(day.day.padded)"
    }

    /// How far local time is ahead, in milliseconds.
    private func offset(atLocal local: Int64) -> Int64 {
        let guess = Int64(timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(local) / 1000))) * 1000
        // Near a change of the clock the first answer is that of another hour.
        return Int64(timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(local - guess) / 1000))) * 1000
    }
}

extension Int {
    /// At least two digits.
    fileprivate var padded: String { self < 10 ? "0\(self)" : String(self) }
}
