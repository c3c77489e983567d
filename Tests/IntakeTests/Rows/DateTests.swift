import Contacts
import Foundation
import Intake
import Testing

struct DateTests {
    private func created(_ text: String, preset: Preset = .generic, zone: String = "GMT") throws -> Int64? {
        let mapping = try ColumnMapping(
            header: ["address", "cell"],
            preset: preset,
            overrides: [("address", .profile(.email)), ("cell", .created)]
        )
        let parser = RowParser(mapping, timeZone: try #require(TimeZone(identifier: zone)))
        switch parser.parse(CSVRecord(line: 2, fields: ["a@example.com", text])) {
        case .success(let row): return row.createdAt
        case .failure(let rejection):
            #expect(rejection.reason == .notADate)
            return nil
        }
    }

    @Test(arguments: [
        "2026-05-14T09:30:15Z", "2026-05-14 09:30:15", "2026-05-14T11:30:15+02:00", "2026-05-14T11:30:15+0200",
        "2026-05-14T04:30:15-05", "2026-05-14 09:30:15.000 +0000 UTC", "2026/05/14 09:30:15", "2026.05.14. 09:30:15",
        "14.05.2026 09:30:15", "14. 5. 2026 9:30:15", "14/05/2026 09:30:15", "14-05-2026 09:30:15",
        "2026-05-14 9:30:15 AM",
        "1778751015", "1778751015000", "20260514 09:30:15", "14.05.2026, 09:30:15",
    ])
    func `one moment, written in many ways`(text: String) throws {
        #expect(try created(text) == 1_778_751_015_000)
    }

    @Test func `a date without a time is midnight where the operator is`() throws {
        #expect(try created("2026-05-14", zone: "Europe/Warsaw") == 1_778_709_600_000)
        #expect(try created("2026-01-14", zone: "Europe/Warsaw") == 1_768_345_200_000)
        #expect(try created("2026-05-14", zone: "America/New_York") == 1_778_731_200_000)
    }

    @Test func `the clock changes at the right hour`() throws {
        // On 29 March 2026 Warsaw goes from 2:00 to 3:00.
        #expect(try created("2026-03-29 01:30", zone: "Europe/Warsaw") == 1_774_744_200_000)
        #expect(try created("2026-03-29 03:30", zone: "Europe/Warsaw") == 1_774_747_800_000)
    }

    @Test func `fractions of a second are kept to the millisecond`() throws {
        #expect(try created("2026-05-14T09:30:15.6789Z") == 1_778_751_015_678)
        #expect(try created("2026-05-14T09:30:15.5Z") == 1_778_751_015_500)
    }

    @Test func `Americans write the month first`() throws {
        for preset in [Preset.mailchimp, .hubspot] {
            #expect(try created("05/14/2026 9:30:15 AM", preset: preset) == 1_778_751_015_000)
            #expect(try created("05/14/2026 09:30:15 PM", preset: preset) == 1_778_794_215_000)
            #expect(try created("14/05/2026", preset: preset) == nil)
        }
        #expect(try created("05/14/2026 9:30:15 AM") == 1_778_751_015_000)
    }

    @Test func `leap years`() throws {
        #expect(try created("2000-02-29") == 951_782_400_000)
        #expect(try created("1999-12-31") == 946_598_400_000)
        #expect(try created("1969-12-31") == -86_400_000)
        #expect(try created("2023-02-29") == nil)
        #expect(try created("1900-02-29") == nil)
    }

    @Test(arguments: [
        "yesterday", "2026-13-01", "2026-00-01", "2026-05-32", "2026-05", "12", "2026-05-14 25:00", "2026-05-14 10:60",
        "2026-05-14x", "14.05.26", "2026-05/14", "0026-05-14", "2026-05-14 13:00 PM", "--05-14", "99999999999999999",
    ])
    func `what is no date is rejected`(text: String) throws {
        #expect(try created(text) == nil)
    }

    @Test(arguments: [
        ("1985-05-14", "1985-05-14"), ("19850514", "1985-05-14"), ("14.05.1985", "1985-05-14"),
        ("14. 5. 1985", "1985-05-14"),
        ("1985.05.14.", "1985-05-14"), ("1985/5/14", "1985-05-14"), ("14/05/1985", "1985-05-14"),
        ("1985-05-14T00:00:00Z", "1985-05-14"), ("0514", "--05-14"), ("--05-14", "--05-14"), ("--0514", "--05-14"),
        ("14.05.", "--05-14"), ("14.05", "--05-14"), ("14/05", "--05-14"), ("05-14", "--05-14"), ("0229", "--02-29"),
        ("0000-05-14", "--05-14"), ("2000-02-29", "2000-02-29"),
    ])
    func `days of birth`(text: String, birthday: String) throws {
        #expect(try ImportedText.cell("birthday", text).get().fields[.birthday] == birthday)
    }

    @Test(arguments: ["1985-02-29", "0230", "1985", "14.05.85", "May 14", "1849-01-01", "32.01.1985", "1301"])
    func `what is no day of birth is rejected`(text: String) throws {
        let result = try ImportedText.cell("birthday", text)
        #expect(throws: Rejection(line: 2, column: "cell", reason: .notABirthday, value: text)) { try result.get() }
    }
}
