import Contacts
import Intake
import Testing

/// An export file of one product, made up row by row, and what its rows become.
struct ExportSample: Sendable, CustomTestStringConvertible {
    /// What a row becomes.
    struct Expected {
        var name: String
        var fields: [ProfileField: String] = [:]
        var tags: [String: Int64] = [:]
        var details: [String: String] = [:]
        var emailStatus = MarketingStatus.optedIn
        var isInvalid = false
        var mobileStatus = MarketingStatus.optedOut
        var state = ContactState.prospect
        var score: Int64 = 0
        var createdAt: Int64?
    }

    let preset: Preset
    let separator: Character
    let header: [String]
    let emailColumn: String
    /// Cells that make a row one that cannot be imported.
    let mistakes: [(column: String, value: String)]
    let row: @Sendable (Int) -> [String]
    let expected: @Sendable (Int) -> Expected

    var testDescription: String { preset.rawValue }

    static func email(_ index: Int) -> String { "person\(index)@example.com" }

    /// Every seventh person has opted out.
    static func isOut(_ index: Int) -> Bool { index.isMultiple(of: 7) }

    /// The file as text, under these names of columns or the sample's own.
    func text(_ rows: [[String]], header: [String]? = nil) -> String {
        ([header ?? self.header] + rows).map { cells in
            cells.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: String(separator))
        }.joined(separator: "\n") + "\n"
    }

    static let all: [ExportSample] = [salesmanago, mailchimp, hubspot, mautic, listmonk, googleContacts, generic]

    /// Too long for every text field, and for a tag.
    static let long = String(repeating: "ż", count: 256)
}
