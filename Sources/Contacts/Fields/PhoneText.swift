/// A phone number as people and spreadsheets write it, without what spreadsheets put around it.
struct PhoneText {
    let text: String

    /// Takes off `="…"`, an apostrophe in front, invisible marks and the `.0` of a number.
    ///
    /// Spaces, dots and brackets inside stay; comparisons leave them out (`phoneKey`).
    ///
    /// - Throws: `FieldValueError.roundedNumber` where a spreadsheet has lost digits.
    init(_ written: String) throws(FieldValueError) {
        var scalars = String.UnicodeScalarView(written.unicodeScalars.filter { !$0.isInvisible || $0 == "\t" })
        // Spaces of other widths are spaces.
        scalars = String.UnicodeScalarView(scalars.map { $0.properties.isWhitespace ? " " : $0 })
        var text = String(scalars).trimmed
        guard text.utf8.contains(where: { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            self.text = text
            return
        }
        if text.hasPrefix("=\""), text.hasSuffix("\""), text.count > 2 { text = String(text.dropFirst(2).dropLast()) }
        while let first = text.first, "'’‘`\"=".contains(first) { text.removeFirst() }
        while let last = text.last, "'\"".contains(last) { text.removeLast() }
        text = text.trimmed
        if text.wholeMatch(of: /[+-]?[0-9]+([.,][0-9]+)?[eE][+-]?[0-9]+/) != nil { throw .roundedNumber }
        if let match = text.wholeMatch(of: /(\+?[0-9]{4,})[.,]0+/) { text = String(match.1) }
        self.text = text
    }
}
