import Bitmaps
import Contacts
import Foundation
import Storage

/// Finds contacts whose dates are near.
struct DatedContacts {
    private let connection: any Connection

    init(_ connection: any Connection) {
        self.connection = connection
    }

    /// The contacts to whom an event of the calendar happens on a day.
    ///
    /// - Throws: `StorageError`.
    func contacts(of trigger: Trigger, on today: LocalDay) throws -> Bitmap {
        switch trigger {
        case .birthday(let daysBefore): try birthdays(on: today.adding(daysBefore))
        case .detailDate(let name, let daysBefore): try dates(in: name, on: today.adding(daysBefore))
        default: Bitmap()
        }
    }

    /// Birthdays are kept as `yyyyMMdd` or `MMdd`, and as people typed them with hyphens.
    ///
    /// Who was born on 29 February has the birthday on the 28th in other years.
    private func birthdays(on day: LocalDay) throws -> Bitmap {
        var ends = Self.endings(day.parts.month, day.parts.day)
        if day.isInCommonYear, day.parts.month == 2, day.parts.day == 28 { ends += Self.endings(2, 29) }
        return Bitmap(
            try connection.rows(
                """
                SELECT number FROM contact_profile
                WHERE SUBSTR(birthday, LENGTH(birthday) - 3) \(in: ends)
                    OR SUBSTR(birthday, LENGTH(birthday) - 4) \(in: ends)
                """
            ) { $0.number(0) }
        )
    }

    private static func endings(_ month: Int, _ day: Int) -> [String] {
        let (month, day) = (month.twoDigits, day.twoDigits)
        return [month + day, "\(month)-\(day)", "\(month)/\(day)"]
    }

    /// Dates are written with the year first; a time behind them does not matter.
    private func dates(in name: DetailName, on day: LocalDay) throws -> Bitmap {
        guard let id = try Catalogue(connection).id(of: name) else { return Bitmap() }
        let (year, month, date) = (String(day.parts.year), day.parts.month.twoDigits, day.parts.day.twoDigits)
        return Bitmap(
            try connection.rows(
                """
                SELECT number FROM contact_detail WHERE detail_id = \(id) AND (
                    SUBSTR(value, 1, 10) \(in: ["\(year)-\(month)-\(date)", "\(year)/\(month)/\(date)"])
                    OR value = \(year + month + date))
                """
            ) { $0.number(0) }
        )
    }
}

extension Int {
    fileprivate var twoDigits: String { self < 10 ? "0\(self)" : "\(self)" }
}
