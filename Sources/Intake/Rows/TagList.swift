import Contacts
import Parsing

/// The labels of a cell: a list in JSON, or names separated by commas, semicolons or vertical bars, of which those in
/// quotation marks may hold these signs.
struct TagList {
    let labels: [String]

    init(_ text: String) {
        let bytes = text.utf8
        if bytes.first != UInt8(ascii: "["), !bytes.contains(UInt8(ascii: "\"")) {
            // The quick way for most cells.
            labels = bytes.split { ",;|".utf8.contains($0) }.map { String(Substring($0)).trimmed }
        } else if text.hasPrefix("["), let elements = Self.elements(text) {
            labels = elements
        } else {
            let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
            labels = Self.parts(isBracketed ? String(text.dropFirst().dropLast()) : text, takesApostrophes: isBracketed)
        }
    }

    private static func elements(_ text: String) -> [String]? {
        guard let document = try? JSONDocument(text, limits: .cell), case .list(let elements) = document.value else {
            return nil
        }
        return elements.map { element in
            guard case .object(let members) = element else { return element.asText ?? "" }
            // Some products write each tag as an object with a name.
            return members.first { $0.key == "name" || $0.key == "tag" }?.value.asText ?? ""
        }
    }

    /// Cuts at the separators outside quotation marks; a mark that nothing closes is an ordinary character.
    private static func parts(_ text: String, takesApostrophes: Bool) -> [String] {
        var parts: [String] = []
        var part = ""
        var rest = text[...]
        while let character = rest.popFirst() {
            let isQuote = character == "\"" || (takesApostrophes && character == "'")
            if isQuote, part.trimmed.isEmpty, let end = rest.firstIndex(of: character) {
                // A comma cannot stand in a tag; inside quotation marks it is one sign of the name.
                part = String(rest[..<end]).replacing(",", with: " ")
                rest = rest[rest.index(after: end)...]
            } else if ",;|".contains(character) {
                parts.append(part)
                part = ""
            } else if !isQuote {
                part.append(character)
            }
        }
        return (parts + [part]).map(\.trimmed)
    }
}
