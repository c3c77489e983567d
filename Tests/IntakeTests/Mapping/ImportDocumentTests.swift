import Foundation
import Intake
import Testing

struct ImportDocumentTests {
    private static func document() throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        return try String(contentsOf: root.appending(path: "docs/import.md"), encoding: .utf8)
    }

    @Test func `every field, preset, separator and encoding is documented`() throws {
        let document = try Self.document()
        let words =
            ImportField.words + Preset.allCases.map(\.word) + TextEncoding.allCases.map(\.word)
            + Separator.allCases.map(\.rawValue)
        for word in words {
            #expect(document.contains("`\(word)`") || document.contains(" \(word) "), "\(word) is missing")
        }
    }
}
