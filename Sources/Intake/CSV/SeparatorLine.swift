/// A first line that tells spreadsheets what stands between the columns: `sep=;`.
struct SeparatorLine {
    let separator: Separator

    /// Looks for such a line at the beginning of a file.
    ///
    /// - Returns: Nothing where the file begins with something else.
    /// - Throws: `CSVError` when it names a separator that we do not read.
    init?(_ head: [UInt8]) throws(CSVError) {
        let mark = Array("\u{FEFF}".utf8)
        let bytes = head.starts(with: mark) ? head.dropFirst(mark.count) : head[...]
        let line = bytes.prefix(12).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        guard line.count < 12 else { return nil }
        let text = String(decoding: line, as: UTF8.self).filter { $0 != "\"" }
        guard text.lowercased().hasPrefix("sep="), text.count <= 6 else { return nil }
        let named = String(text.dropFirst(4))
        guard let separator = Separator(word: named.isEmpty ? "," : named) else { throw .unknownSeparator(named) }
        self.separator = separator
    }
}
