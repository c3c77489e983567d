/// Texts that are JSON, or nearly.
enum RandomJSON {
    private static let scalars = [
        "null", "true", "false", "0", "-1", "1.5", "1e3", "9007199254740993", "\"\"", "\"a\"", "\"\\u00e9\"",
        "\"\\ud83d\\ude00\"",
        "\"\\n\"", "\"zażółć\"", "\"{[,:]}\"", "\"\\\\\"",
    ]
    private static let noise = ["{", "}", "[", "]", ",", ":", "\"", "\\", " ", "0", "e", "-", "\u{0}", "é", "t"]

    static func text(using random: inout some RandomNumberGenerator) -> String {
        var text = value(depth: 0, using: &random)
        guard Int.random(in: 0..<4, using: &random) == 0 else { return text }
        // One fault in an otherwise good text.
        let index = text.unicodeScalars.indices.randomElement(using: &random) ?? text.startIndex
        if Bool.random(using: &random) {
            if index < text.endIndex { text.unicodeScalars.remove(at: index) }
        } else {
            text.unicodeScalars.insert(
                contentsOf: (noise.randomElement(using: &random) ?? "").unicodeScalars,
                at: index
            )
        }
        return text
    }

    private static func value(depth: Int, using random: inout some RandomNumberGenerator) -> String {
        let space = ["", " ", "\n", "\t"].randomElement(using: &random) ?? ""
        let count = Int.random(in: 0..<4, using: &random)
        switch Int.random(in: 0..<(depth < 6 ? 4 : 2), using: &random) {
        case 2:
            let elements = (0..<count).map { _ in value(depth: depth + 1, using: &random) }
            return "[" + space + elements.joined(separator: "," + space) + "]"
        case 3:
            let members = (0..<count).map { "\"k\($0)\":" + space + value(depth: depth + 1, using: &random) }
            return "{" + space + members.joined(separator: space + ",") + "}"
        default: return space + (scalars.randomElement(using: &random) ?? "0") + space
        }
    }
}
