import Foundation

/// A line of `fields.json`: what is written into a field, and how it is kept; nothing where it is refused.
struct FieldCase: Decodable, Sendable {
    let field: String
    let written: String
    let kept: String?
    /// The doors that the field has; nothing means all.
    let doors: [String]?

    static func all() throws -> [FieldCase] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "fields.json")
        return try JSONDecoder().decode([FieldCase].self, from: Data(contentsOf: file))
    }

    /// The text as a JSON text.
    static func quoted(_ text: String) throws -> String {
        String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
    }
}
