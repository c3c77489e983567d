import Foundation

extension String {
    /// The text without white space around it; most texts have none and are given back as they are.
    package var trimmed: String {
        guard let first = utf8.first, let last = utf8.last else { return self }
        let isPlain = (0x21..<0x80).contains(first) && (0x21..<0x80).contains(last)
        return isPlain ? self : trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
