/// Writes and reads the cells of CSV files that leave the program, so that no spreadsheet takes one for a formula.
///
/// A cell that would begin a formula gets an apostrophe in front, and so does one that only apostrophes keep from it: that
/// way `value(of:)` takes back exactly what `harmless` added.
package enum CSVCell {
    /// The text with an apostrophe in front if a spreadsheet could take it for a formula.
    package static func harmless(_ text: String) -> String { isFormula(text.utf8) ? "'" + text : text }

    /// What `harmless` was given.
    package static func value(of cell: String) -> String {
        guard cell.utf8.first == apostrophe, isFormula(cell.utf8.dropFirst()) else { return cell }
        return String(cell.dropFirst())
    }

    /// The cell as it stands in a file, in quotation marks.
    package static func quoted(_ text: String) -> String {
        "\"\(harmless(text).replacing("\"", with: "\"\""))\""
    }

    /// The cell as it stands in a file, in quotation marks only if it needs them.
    package static func plain(_ text: String, separator: Character) -> String {
        let needsQuotes = text.contains { $0 == separator || $0 == "\"" || $0.isNewline }
        return needsQuotes ? quoted(text) : harmless(text)
    }

    /// Whether a text begins, behind any number of apostrophes, with what begins a formula or hides that one does: a sign,
    /// a tab, a line break, or the wide form of a sign.
    private static func isFormula(_ text: some Collection<UInt8>) -> Bool {
        let rest = text.drop { $0 == apostrophe }
        guard let first = rest.first else { return false }
        if first < 0x80 { return signs.contains(first) }
        return wideSigns.contains { rest.starts(with: $0) }
    }

    private static let apostrophe = UInt8(ascii: "'")
    private static let signs: Set<UInt8> = Set("=+-@\t\r\n".utf8)
    private static let wideSigns: [[UInt8]] = ["＝", "＋", "－", "＠"].map { Array($0.utf8) }
}
