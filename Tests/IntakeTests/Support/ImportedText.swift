import Contacts
import Foundation
import Intake

/// What reading a text as a file of contacts gives.
struct ImportedText {
    let preset: Preset
    let fields: [ImportField]
    let rows: [ParsedRow]
    let rejections: [Rejection]

    init(
        _ text: String,
        preset: Preset? = nil,
        overrides: [(column: String, field: ImportField)] = [],
        timeZone: TimeZone = .gmt
    ) throws {
        let folder = try TemporaryFolder()
        let reader = try CSVReader(path: try folder.file(text))
        let mapping = try ColumnMapping(header: reader.header, preset: preset, overrides: overrides)
        let parser = RowParser(mapping, timeZone: timeZone)
        self.preset = mapping.preset
        fields = mapping.fields
        var rows: [ParsedRow] = []
        var rejections: [Rejection] = []
        for record in try reader.rows() {
            switch parser.parse(record) {
            case .success(let row): rows.append(row)
            case .failure(let rejection): rejections.append(rejection)
            }
        }
        self.rows = rows
        self.rejections = rejections
    }

    /// The only cell of one column, read as this field.
    static func cell(_ field: String, _ value: String, preset: Preset = .generic) throws -> Result<ParsedRow, Rejection>
    {
        let mapping = try ColumnMapping(
            header: ["address", "cell"],
            preset: preset,
            overrides: [("address", .profile(.email)), ("cell", try ImportField(word: field))]
        )
        return RowParser(mapping).parse(CSVRecord(line: 2, fields: ["a@example.com", value]))
    }
}
