/// How a time is compared.
///
/// Days are calendar days of the workspace's time zone; they become instants when the selection is resolved.
package enum DateMatch: Hashable, Sendable {
    /// `within 30 days`: since the start of the day that many units ago, the current day included.
    case within(Period)
    /// `before 2026-01-31`: earlier than the start of that day, or than that instant.
    case before(DatePoint)
    /// `since 2026-01-31`: at or after the start of that day, or that instant.
    case since(DatePoint)
    /// `between 2026-01-01 and 2026-01-31`: both days included; an instant as the upper end is included.
    case between(DatePoint, DatePoint)
    /// `on 2026-01-31`: during that day.
    case on(CalendarDay)
}

/// A number of calendar units, counted back from today.
package struct Period: Hashable, Sendable {
    package enum Unit: String, Hashable, Sendable, CaseIterable {
        case day
        case week
        case month
        case year
    }

    package let count: Int
    package let unit: Unit

    package init(_ count: Int, _ unit: Unit) {
        self.count = count
        self.unit = unit
    }
}

/// A calendar day without a time zone.
package struct CalendarDay: Hashable, Sendable {
    package let year: Int
    package let month: Int
    package let day: Int

    package init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }
}

/// A day, or an exact instant in milliseconds since 1970-01-01T00:00:00Z.
package enum DatePoint: Hashable, Sendable {
    case day(CalendarDay)
    case instant(Int64)
}
