import Contacts
import Foundation
import TestSupport
import Testing

@testable import Automations

/// Until when contacts wait, where clocks are put forward and back.
struct WaitTimesTests {
    private static func instant(_ text: String) throws -> Int64 {
        try Date(text, strategy: .iso8601).milliseconds
    }

    private func expect(
        _ wait: Wait,
        in zone: String,
        _ cases: [(from: String, to: String)],
        _ place: SourceLocation = #_sourceLocation
    ) throws {
        let waits = WaitTimes(timeZone: try #require(TimeZone(identifier: zone)))
        for (from, to) in cases {
            let end = Date(milliseconds: waits.end(of: wait, from: try Self.instant(from)))
            #expect(end == Date(milliseconds: try Self.instant(to)), "\(wait) from \(from)", sourceLocation: place)
        }
    }

    @Test func `days keep the time of day, hours do not`() throws {
        try expect(
            .span(Span(1, .day)),
            in: "Europe/Warsaw",
            [
                ("2026-03-28T12:00:00+01:00", "2026-03-29T12:00:00+02:00"),
                ("2026-10-24T12:00:00+02:00", "2026-10-25T12:00:00+01:00"),
                // The clocks leave out what would be 2:30.
                ("2026-03-28T02:30:00+01:00", "2026-03-29T03:30:00+02:00"),
            ]
        )
        try expect(
            .span(Span(24, .hour)),
            in: "Europe/Warsaw",
            [
                ("2026-03-28T12:00:00+01:00", "2026-03-29T13:00:00+02:00"),
                ("2026-10-24T12:00:00+02:00", "2026-10-25T11:00:00+01:00"),
            ]
        )
        try expect(
            .span(Span(1, .week)),
            in: "America/Santiago",
            [("2026-09-01T12:00:00-04:00", "2026-09-08T12:00:00-03:00")]
        )
    }

    @Test func `a month that is too short ends early`() throws {
        try expect(
            .span(Span(1, .month)),
            in: "Europe/Warsaw",
            [
                ("2027-01-31T10:00:00+01:00", "2027-02-28T10:00:00+01:00"),
                ("2028-01-31T10:00:00+01:00", "2028-02-29T10:00:00+01:00"),
                ("2026-12-15T10:00:00+01:00", "2027-01-15T10:00:00+01:00"),
            ]
        )
    }

    @Test func `a moment is that of the zone, and one that is over holds nobody`() throws {
        let wait = Wait.until(LocalTime(year: 2026, month: 3, day: 29, TimeOfDay(hour: 2, minute: 30)))
        try expect(
            wait,
            in: "Europe/Warsaw",
            [
                ("2026-03-01T00:00:00Z", "2026-03-29T03:30:00+02:00"), ("2026-04-01T00:00:00Z", "2026-04-01T00:00:00Z"),
            ]
        )
        try expect(wait, in: "Pacific/Auckland", [("2026-03-01T00:00:00Z", "2026-03-29T02:30:00+13:00")])
    }

    @Test func `who comes within the minute of a weekday goes on at once`() throws {
        let nine = Wait.weekday([.monday], at: TimeOfDay(hour: 9))
        try expect(
            nine,
            in: "Europe/Warsaw",
            [
                ("2026-11-22T23:59:59+01:00", "2026-11-23T09:00:00+01:00"),
                ("2026-11-23T08:59:59+01:00", "2026-11-23T09:00:00+01:00"),
                ("2026-11-23T09:00:59+01:00", "2026-11-23T09:00:59+01:00"),
                ("2026-11-23T09:01:00+01:00", "2026-11-30T09:00:00+01:00"),
            ]
        )
        try expect(
            .weekday([.monday], at: TimeOfDay(hour: 0)),
            in: "Pacific/Auckland",
            [
                ("2026-11-22T23:59:30+13:00", "2026-11-23T00:00:00+13:00"),
                ("2026-11-23T00:00:59+13:00", "2026-11-23T00:00:59+13:00"),
                ("2026-11-23T00:01:00+13:00", "2026-11-30T00:00:00+13:00"),
                // Monday at noon in London is Tuesday there.
                ("2026-11-23T12:00:00Z", "2026-11-30T00:00:00+13:00"),
            ]
        )
        try expect(
            .weekday([.tuesday, .friday], at: TimeOfDay(hour: 23, minute: 59)),
            in: "UTC",
            [
                ("2026-11-23T00:00:00Z", "2026-11-24T23:59:00Z"), ("2026-11-25T00:00:00Z", "2026-11-27T23:59:00Z"),
                ("2026-11-28T00:00:00Z", "2026-12-01T23:59:00Z"),
            ]
        )
    }

    @Test func `an hour that the clocks leave out is not skipped with its day`() throws {
        // In Chile the sixth of September begins at one.
        try expect(
            .weekday([.sunday], at: TimeOfDay(hour: 0)),
            in: "America/Santiago",
            [("2026-09-05T12:00:00-04:00", "2026-09-06T01:00:00-03:00")]
        )
        try expect(
            .weekday([.sunday], at: TimeOfDay(hour: 2, minute: 30)),
            in: "Europe/Warsaw",
            [
                ("2026-03-28T12:00:00+01:00", "2026-03-29T03:00:00+02:00"),
                ("2026-10-24T12:00:00+02:00", "2026-10-25T02:30:00+02:00"),
            ]
        )
    }

    @Test func `what is left of a span is counted from its beginning`() throws {
        try expect(
            .rest(of: Span(3, .day), after: Span(1, .day)),
            in: "Europe/Warsaw",
            [("2026-03-28T12:00:00+01:00", "2026-03-30T12:00:00+02:00")]
        )
        try expect(
            .rest(of: Span(1, .hour), after: Span(1, .day)),
            in: "UTC",
            [("2026-03-28T12:00:00Z", "2026-03-28T12:00:00Z")]
        )
    }

    @Test func `nobody goes on before the time, and on a wrong day`() throws {
        var random = SeededGenerator(for: "WaitTimesTests")
        let zones = [
            "UTC", "Europe/Warsaw", "America/Santiago", "Pacific/Auckland", "Australia/Lord_Howe", "Asia/Kathmandu",
        ]
        for _ in 0..<2_000 {
            let zone = try #require(TimeZone(identifier: random.pick(zones)))
            var calendar = Calendar(identifier: .gregorian)
            calendar.timeZone = zone
            let now = 1_767_225_600_000 + Int64(random.int(0...(2 * 365 * 86_400))) * 1000
            let days = Set((0...random.int(0...3)).map { _ in random.pick(Weekday.allCases) })
            let time = TimeOfDay(hour: random.int(0...23), minute: random.int(0...59))
            let end = WaitTimes(timeZone: zone).end(of: .weekday(days, at: time), from: now)
            let local = calendar.dateComponents([.weekday, .hour, .minute], from: Date(milliseconds: end))
            let words = "\(days) \(time) in \(zone.identifier) from \(now)"
            #expect(end >= now && end <= now + 7 * 86_400_000 + 3_600_000, "\(words)")
            #expect(days.contains(Weekday(local.weekday ?? 0)), "\(words)")
            // Another time only where the clocks leave it out, which is at night.
            let isTime = local.hour == time.hour && local.minute == time.minute
            #expect(isTime || time.hour <= 2 && (local.hour ?? 0) <= 3, "\(words): \(local)")
        }
    }
}
