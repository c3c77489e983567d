/// A day of birth in the form in which it is kept: `1985-05-14`, or `--05-14` where the year is not known.
package struct Birthday: Hashable, Sendable {
    package let text: String

    /// Reads a day of birth as people and programs write it: `1985-05-14`, `14.05.1985`, `19850514`, `--05-14`, `14.05.`.
    ///
    /// - Parameters:
    ///   - written: What was written.
    ///   - order: Which number of `5/6/1990` is the day; nothing where nobody said.
    /// - Throws: `BirthdayError` when it is no day of the calendar, or could be two.
    package init(_ written: String, order: DateOrder? = nil) throws(BirthdayError) {
        var scanner = DateScanner(written.trimmed)
        guard let day = scanner.day(order: order) ?? scanner.dayOfYear(order: order) else {
            throw scanner.isAmbiguous ? .ambiguous : .notADay
        }
        guard scanner.timeOfDay() != nil, scanner.isAtEnd else { throw .notADay }
        // Some products write the year 0 where nobody knows it.
        guard let year = day.year, year != 0 else {
            text = "--\(day.month.twoDigits)-\(day.day.twoDigits)"
            return
        }
        guard Self.years.contains(year) else { throw .notADay }
        text = "\(year)-\(day.month.twoDigits)-\(day.day.twoDigits)"
    }

    /// The years in which somebody can be born, and a few more for slips of the clock.
    private static let years = 1850...2199
}

/// Why a text is no day of birth.
package enum BirthdayError: ExplainedError, Equatable {
    case notADay
    /// Nothing tells which number is the day and which the month.
    case ambiguous

    package var message: String {
        switch self {
        case .notADay: "it is not a day of birth: write for example 1985-05-14, or --05-14 without the year"
        case .ambiguous: "day and month cannot be told apart: write for example 1985-05-14"
        }
    }
}

extension Int {
    /// At least two digits.
    fileprivate var twoDigits: String { self < 10 ? "0\(self)" : String(self) }
}
