import Bitmaps
import Contacts
import Foundation
import Selections
import Storage
import TestSupport
import Testing

/// Days and periods become the right instants, told by contacts that were created just before, at and after them.
struct DateBoundsTests {
    @Test(arguments: [
        // Summer time begins and ends at night: the days have 23 and 25 hours.
        ("created on 2026-03-29", "Europe/Warsaw", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"),
        ("created on 2026-10-25", "Europe/Warsaw", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"),
        // In Brazil there was no midnight on that day, and a second 23 o'clock on the last of summer.
        ("created on 2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z"),
        ("created on 2018-02-17", "America/Sao_Paulo", "2018-02-17T02:00:00Z", "2018-02-18T03:00:00Z"),
        // Cuba has midnight twice when summer time ends, and the day begins with the first.
        ("created on 2025-11-02", "America/Havana", "2025-11-02T04:00:00Z", "2025-11-03T05:00:00Z"),
        // Samoa left out 30 December 2011.
        ("created on 2011-12-29", "Pacific/Apia", "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z"),
        ("created on 2011-12-31", "Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z"),
        ("created between 2011-12-29 and 2011-12-30", "Pacific/Apia", "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z"),
        ("created on 2024-02-29", "GMT", "2024-02-29T00:00:00Z", "2024-03-01T00:00:00Z"),
        ("created on 1969-12-31", "GMT", "1969-12-31T00:00:00Z", "1970-01-01T00:00:00Z"),
        // The upper end of days and of instants is included.
        ("created between 2026-01-01 and 2026-01-31", "Asia/Kathmandu", "2025-12-31T18:15:00Z", "2026-01-31T18:15:00Z"),
        (
            "created between 2026-01-01T00:00:00Z and 2026-01-01T09:00:00+01:00", "GMT", "2026-01-01T00:00:00Z",
            "2026-01-01T08:00:00.001Z"
        ),
    ])
    func `a span begins and ends at the right millisecond`(
        query: String,
        zone: String,
        start: String,
        end: String
    ) async throws {
        let lower = try milliseconds(start)
        let upper = try milliseconds(end)
        let found = try await matches(query, zone, times: [lower - 1, lower, upper - 1, upper])
        #expect(found == [lower, upper - 1])
    }

    @Test func `the day that Samoa left out is empty`() async throws {
        let midnight = try milliseconds("2011-12-30T10:00:00Z")
        #expect(try await matches("created on 2011-12-30", "Pacific/Apia", times: [midnight - 1, midnight]).isEmpty)
    }

    @Test(arguments: [
        ("created within 0 days", "2026-11-20T23:00:00Z"),
        ("created within 1 day", "2026-11-19T23:00:00Z"),
        ("created within 1 week", "2026-11-13T23:00:00Z"),
        // Across the end of summer time.
        ("created within 30 days", "2026-10-21T22:00:00Z"),
        ("created within 9 months", "2026-02-20T23:00:00Z"),
        ("created within 1 year", "2025-11-20T23:00:00Z"),
        ("created since 2026-11-21", "2026-11-20T23:00:00Z"),
        ("not created before 2026-10-26", "2026-10-25T23:00:00Z"),
        ("created after 2026-10-25", "2026-10-25T23:00:00Z"),
        ("created after 2026-10-25T10:00:00Z", "2026-10-25T10:00:00.001Z"),
    ])
    func `a period begins with its first day`(query: String, start: String) async throws {
        let lower = try milliseconds(start)
        #expect(try await matches(query, "Europe/Warsaw", times: [lower - 1, lower]) == [lower])
    }

    @Test(arguments: [
        ("2026-03-31T12:00:00Z", "created within 1 month", "2026-02-28T00:00:00Z"),
        ("2024-02-29T12:00:00Z", "created within 1 year", "2023-02-28T00:00:00Z"),
        ("2024-03-29T12:00:00Z", "created within 1 month", "2024-02-29T00:00:00Z"),
        ("2026-01-01T00:00:00Z", "created within 1 month", "2025-12-01T00:00:00Z"),
        ("2026-01-01T00:00:00Z", "created within 52 weeks", "2025-01-02T00:00:00Z"),
    ])
    func `a month back ends at the last day of a shorter month`(now: String, query: String, start: String) async throws
    {
        let lower = try milliseconds(start)
        #expect(try await matches(query, "GMT", now: milliseconds(now), times: [lower - 1, lower]) == [lower])
    }

    @Test func `everybody was created within the longest period`() async throws {
        let times = [try milliseconds("0001-01-02T00:00:00Z"), TestClock.start]
        #expect(try await matches("created within 9999 years", "Pacific/Apia", times: times) == times)
        #expect(try await matches("created before 9999-12-31", "Pacific/Apia", times: times) == times)
        #expect(try await matches("created on 9999-12-31", "Pacific/Apia", times: times).isEmpty)
    }

    /// The creation times, of those given, of the contacts that meet the query.
    private func matches(
        _ query: String,
        _ zone: String,
        now: Int64 = TestClock.start,
        times: [Int64]
    ) async throws -> [Int64] {
        let timeZone = try #require(TimeZone(identifier: zone))
        var random = SeededGenerator(seed: 1)
        let contacts = times.enumerated().map { index, time in
            NewContact(
                id: ContactID(at: 0, using: &random),
                email: RandomContacts.email("p\(index)@example.com"),
                createdAt: time
            )
        }
        var found: [Int64] = []
        try await TestDatabase.withDatabase(.sqlite) { database in
            try await database.write { connection in
                try Workspace.set(timeZone, in: connection)
                try Door(connection, now: now).commit(
                    ChangeSet(created: contacts),
                    cause: Cause(.sample, actor: "test")
                )
            }
            let audiences = Audiences(database, time: TestClock(at: now).time)
            let numbers = try await audiences.resolve(Selection(query: query)).numbers
            found = try await database.read { try ContactReader($0).contacts(numbers).map(\.createdAt) }
        }
        return found
    }

    private func milliseconds(_ text: String) throws -> Int64 {
        guard case .instant(let instant) = try DatePoint(text: text) else { throw DateTextError.notADate }
        return instant
    }
}
