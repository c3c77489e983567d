import CCSV
import Contacts

/// Writes rows as CSV: every field is quoted, lines end with LF, and no field is a formula (`CSVCell`).
package struct CSVWriter {
    private let separator: Separator
    /// What has been written and not yet taken, in UTF-8.
    package private(set) var bytes: [UInt8] = []

    package init(separator: Separator = .comma) {
        self.separator = separator
    }

    /// Adds a row.
    package mutating func append(_ fields: some Sequence<String>) {
        var isFirst = true
        for field in fields {
            if !isFirst { bytes.append(separator.byte) }
            isFirst = false
            append(field: field)
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    /// Hands over what has been written.
    package mutating func take() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }

    private mutating func append(field: String) {
        var field = CSVCell.harmless(field)
        field.withUTF8 { text in
            // Twice the size for quotation marks, two for those around the field.
            let room = text.count * 2 + 2
            withUnsafeTemporaryAllocation(byteCount: room, alignment: 1) { buffer in
                let length = csv_write(buffer.baseAddress, room, text.baseAddress, text.count)
                bytes.append(contentsOf: buffer.prefix(min(length, room)))
            }
        }
    }
}
