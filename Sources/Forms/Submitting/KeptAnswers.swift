import Contacts
import Foundation

/// The answers of a sign-up as its row keeps them until the confirmation.
struct KeptAnswers: Sendable, Hashable {
    let fields: [ProfileField: String]
    let details: [DetailName: String]

    init(_ answers: SignUpAnswers) {
        fields = answers.fields
        details = answers.details
    }

    /// Reads what `json` wrote.
    ///
    /// - Throws: `DecodingError`.
    init(json: String) throws {
        let stored = try JSONDecoder().decode(Stored.self, from: Data(json.utf8))
        var fields: [ProfileField: String] = [:]
        for (word, text) in stored.fields {
            if let field = ProfileField(word: word) { fields[field] = text }
        }
        self.fields = fields
        details = Dictionary(uniqueKeysWithValues: stored.details.map { (DetailName(stored: $0.key), $0.value) })
    }

    /// The same text for the same answers.
    var json: String {
        get throws {
            let stored = Stored(
                fields: Dictionary(uniqueKeysWithValues: fields.map { ($0.key.word, $0.value) }),
                details: Dictionary(uniqueKeysWithValues: details.map { ($0.key.text, $0.value) })
            )
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(stored), as: UTF8.self)
        }
    }

    private struct Stored: Codable {
        let fields: [String: String]
        let details: [String: String]
    }
}
