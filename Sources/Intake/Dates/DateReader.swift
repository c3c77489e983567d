import Contacts
import Foundation

/// Reads dates and times as the known products and spreadsheets write them.
struct DateReader: Sendable {
    let timeZone: TimeZone
    /// Which number of `5/6/1990` is the day; nothing where each date must show it.
    let order: DateOrder?

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
        guard let day = scanner.day(order: order), let year = day.year, (1900...2199).contains(year),
            let time = scanner.timeOfDay(), scanner.isAtEnd
        else { return nil }
        let local = day.daysSince1970(year) * 86_400_000 + time.milliseconds
        if let offset = time.offset { return local - offset * 1000 }
        return local - offset(atLocal: local)
    }

    /// Whether the text is a date that may be two days.
    func isAmbiguous(_ text: String) -> Bool {
        var scanner = DateScanner(text)
        return scanner.day(order: order) == nil && scanner.isAmbiguous
    }

    /// How far local time is ahead, in milliseconds.
    private func offset(atLocal local: Int64) -> Int64 {
        let guess = Int64(timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(local) / 1000))) * 1000
        // Near a change of the clock the first answer is that of another hour.
        return Int64(timeZone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(local - guess) / 1000))) * 1000
    }
}
