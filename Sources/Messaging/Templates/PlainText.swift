import Foundation

/// The text of an e-mail that has only HTML, for mail programs that show no HTML.
struct PlainText {
    // Nothing changes a regular expression; the compiler cannot know.
    nonisolated(unsafe) private static let invisible = /(?is)<(style|script|head)\b.*?<\/\1\s*>|<!--.*?-->/
    // As above.
    nonisolated(unsafe) private static let link =
        /(?is)<a\s(?:[^>"']|"[^"]*"|'[^']*')*?\bhref\s*=\s*["']([^"']*)["'][^>]*>(.*?)<\/a\s*>/
    // As above.
    nonisolated(unsafe) private static let lineEnd = /(?i)<(br|\/p|\/div|\/h[1-6]|\/li|\/tr|\/ul|\/ol|\/table)\b[^>]*>/
    // As above.
    nonisolated(unsafe) private static let tag = /<[^>]*>/
    // As above.
    nonisolated(unsafe) private static let entity = /&(#x?[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});/

    let text: String

    init(html: String) {
        let linked = html.replacing(Self.invisible, with: "").replacing(Self.link) { match in
            let words = match.output.2.replacing(Self.tag, with: "")
            let target = match.output.1
            return words == target || target.isEmpty ? String(words) : "\(words) (\(target))"
        }
        let lines = linked.replacing(/\s+/, with: " ").replacing(Self.lineEnd, with: "\n").replacing(Self.tag, with: "")
            .replacing(Self.entity) { Self.character($0.output.1) ?? String($0.output.0) }
            .split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.trimmingCharacters(in: .whitespaces) }
        text = lines.joined(separator: "\n").replacing(/\n{3,}/, with: "\n\n")
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static let named = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "copy": "©", "euro": "€",
        "ndash": "–", "mdash": "—", "hellip": "…", "bdquo": "„", "ldquo": "“", "rdquo": "”",
    ]

    private static func character(_ name: Substring) -> String? {
        guard name.hasPrefix("#") else { return named[name.lowercased()] }
        let isHex = name.dropFirst().hasPrefix("x")
        let digits = name.dropFirst(isHex ? 2 : 1)
        return UInt32(digits, radix: isHex ? 16 : 10).flatMap(Unicode.Scalar.init).map { String($0) }
    }
}
