/// What programs write where there is no date: `0/0/00`, `0000-00-00 00:00:00`, day zero of a spreadsheet.
package enum NoDate {
    /// Whether the text stands for no date at all.
    package static func means(_ text: String) -> Bool {
        let bytes = text.utf8
        guard let first = bytes.first, bytes.count <= 32, isPart(first) else { return false }
        if bytes.allSatisfy(isBlank), bytes.contains(UInt8(ascii: "0")), bytes.count > 1, bytes.contains(where: isMark)
        {
            return true
        }
        let day = text.split(whereSeparator: { $0 == " " || $0 == "T" }).first.map(String.init) ?? text
        return zeroDays.contains(day)
    }

    /// The first day that a program can write, which it writes where there is none.
    private static let zeroDays: Set<String> = [
        "0001-01-01", "01.01.0001", "1/1/0001", "01/01/0001", "1/0/1900", "01/00/1900", "0/1/1900", "00/01/1900",
        "00.01.1900", "0.1.1900", "1900-01-00", "1899-12-30", "12/30/1899", "30.12.1899", "30/12/1899",
    ]

    private static func isPart(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isMark(_ byte: UInt8) -> Bool { "-/.".utf8.contains(byte) }

    private static func isBlank(_ byte: UInt8) -> Bool { "0-/.: TZ+".utf8.contains(byte) }
}
