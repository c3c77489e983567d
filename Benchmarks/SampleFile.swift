import Contacts
import Foundation
import Intake

/// Writes sample people as a CSV file, as an export of another program would.
struct SampleFile {
    let contacts: Int
    let seed: UInt64

    private static let details = ["city", "language", "shoe_size", "favourite_colour", "last_order_value"]
    private static let fields: [ProfileField] = [
        .name, .phone, .company, .street, .postalCode, .city, .country, .birthday,
    ]

    /// What the columns of the file hold.
    static var overrides: [(column: String, field: ImportField)] {
        get throws { try header.map { ($0, try ImportField(word: $0)) } }
    }

    private static var header: [String] {
        ["email"] + fields.map(\.word)
            + ["tags", "score", "state", "email-status", "mobile-status", "invalid", "monitored", "created"]
            + details.map { "detail.\($0)" }
    }

    func write(to url: URL) throws {
        try Data().write(to: url)
        let file = try FileHandle(forWritingTo: url)
        var people = SamplePeople(seed: seed, total: contacts, now: TimeSource.system.now)
        var text = Self.header.joined(separator: ",") + "\n"
        for index in 0..<contacts {
            text += Self.line(try people.next())
            if index.isMultiple(of: 10_000) {
                try file.write(contentsOf: Data(text.utf8))
                text = ""
            }
        }
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
    }

    private static func line(_ person: NewContact) -> String {
        var cells = [person.email.text]
        cells += fields.map { person.fields[$0] ?? "" }
        cells.append(person.tags.map { "\($0.key) (\($0.value))" }.joined(separator: ";"))
        cells.append(String(person.score))
        cells.append(person.state.word)
        cells.append(person.emailStatus.word)
        cells.append(person.mobileStatus.word)
        cells.append(person.isInvalid ? "true" : "false")
        cells.append(person.isMonitored ? "true" : "false")
        cells.append(String(person.createdAt))
        cells += details.map { person.details[DetailName(stored: $0)] ?? "" }
        return cells.joined(separator: ",") + "\n"
    }
}
