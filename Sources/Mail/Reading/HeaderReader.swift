import CMIME
import Foundation

/// Values of headers as people read them.
enum HeaderReader {
    /// What is read of a value, in characters: RFC 5322 allows 998 in a line, and honest values have a few lines.
    private static let longestValue = 16_384

    /// The value in one line, without the encoding of RFC 2047.
    static func decoded(_ value: String) -> String {
        let line = value.prefix(longestValue).split(whereSeparator: \.isNewline).joined().trimmingCharacters(
            in: .whitespaces
        )
        guard line.contains("=?") else { return repaired(line) }
        // GMime decodes words in a row as one stretch of Base64, which ends at the first word that is filled up with `=`.
        return pieces(line).map(repaired).joined()
    }

    private static func pieces(_ line: String) -> [Substring] {
        var pieces: [Substring] = []
        var rest = line[...]
        while let end = rest.firstMatch(of: #/=\?[^?\s]+\?[bB]\?[^?\s]*=\?=(?<gap>[ \t]+)(?==\?[^?\s]+\?[bBqQ]\?)/#) {
            pieces.append(rest[..<end.gap.startIndex])
            rest = rest[end.gap.endIndex...]
        }
        return pieces + [rest]
    }

    private static func repaired(_ text: some StringProtocol) -> String {
        guard let decoded = cmime_decoded_header(String(text)) else { return String(text) }
        defer { cmime_free(decoded) }
        return String(cString: decoded)
    }
}
