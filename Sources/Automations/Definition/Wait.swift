package import Contacts

/// How long contacts stay at a node.
package enum Wait: Sendable, Hashable {
    case span(Span)
    /// Until a moment in the workspace's time zone, written `2026-12-01T09:00`; who comes later goes on at once.
    case until(LocalTime)
    /// Until the next such hour of one of these days; who comes within that minute goes on at once.
    case weekday(Set<Weekday>, at: TimeOfDay)
    /// What is left of a span of which this part has passed, as the actions of a rule wait for one another.
    case rest(of: Span, after: Span)
}

/// Waits for something to happen to the contact.
package struct EventWait: Sendable, Hashable {
    /// Any of them will do.
    package var events: [Trigger]
    /// How long to wait at most; nothing means without end.
    package var timeout: Span?
    package var next: NodeID?
    /// Where those go for whom it did not happen in time.
    package var otherwise: NodeID?

    package init(_ events: [Trigger], timeout: Span?, next: NodeID?, otherwise: NodeID?) {
        self.events = events
        self.timeout = timeout
        self.next = next
        self.otherwise = otherwise
    }
}

/// A length of time as people say it.
///
/// Days, weeks and months are those of the calendar in the workspace's time zone, so that they keep the time of day.
package struct Span: Sendable, Hashable {
    package enum Unit: String, Sendable, CaseIterable {
        case minute, hour, day, week, month
    }

    /// How many units.
    package static let counts = 0...1_000

    package let count: Int
    package let unit: Unit

    package init(_ count: Int, _ unit: Unit) {
        self.count = count
        self.unit = unit
    }
}

/// A day of the calendar and a time on it, wherever.
package struct LocalTime: Sendable, Hashable {
    package let year: Int
    package let month: Int
    package let day: Int
    package let time: TimeOfDay

    package init(year: Int, month: Int, day: Int, _ time: TimeOfDay) {
        self.year = year
        self.month = month
        self.day = day
        self.time = time
    }
}

/// A time of day, to the minute.
package struct TimeOfDay: Sendable, Hashable {
    package let hour: Int
    package let minute: Int

    package init(hour: Int, minute: Int = 0) {
        self.hour = hour
        self.minute = minute
    }
}

/// A day of the week.
package enum Weekday: String, Sendable, CaseIterable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday
}
