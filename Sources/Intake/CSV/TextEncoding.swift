/// How the characters of a file are written as bytes.
package enum TextEncoding: String, Sendable, CaseIterable, Codable {
    /// UTF-8, with or without a byte order mark.
    case utf8 = "utf-8"
    /// UTF-16 in the order that its byte order mark tells; little-endian where there is none.
    case utf16 = "utf-16"
    /// The code page of Windows for Central Europe.
    case cp1250
    /// Latin-2, the ISO standard for Central Europe.
    case latin2 = "iso-8859-2"

    /// Reads the names under which these encodings are known, in any case.
    package init?(word: String) {
        switch word.lowercased() {
        case "utf-8", "utf8", "utf-8-sig", "utf-8-bom": self = .utf8
        case "utf-16", "utf16", "utf-16le", "utf-16be": self = .utf16
        case "cp1250", "cp-1250", "windows-1250", "win1250", "1250": self = .cp1250
        case "iso-8859-2", "iso8859-2", "iso88592", "latin2", "latin-2": self = .latin2
        default: return nil
        }
    }

    /// The word that commands and summaries use.
    package var word: String { rawValue }
}
