/// How an import read its file.
package struct ImportDescription: Sendable, Hashable {
    package let preset: Preset
    /// The columns by which the preset was recognised; none where it was named, or is the general one.
    package let recognisedBy: [String]
    /// The columns of the file that it did not bring in although nobody said so.
    package private(set) var leftOut: [LeftOutColumn]
    /// How many columns have a name, or stand before one that has.
    private let named: Int
    private var nameless: Set<Int> = []

    init(_ mapping: ColumnMapping) {
        preset = mapping.preset
        recognisedBy = mapping.recognisedBy
        leftOut = mapping.leftOut
        named = mapping.header.count
    }

    /// Notes that a row has something in a column at its end that has no name.
    mutating func note(_ record: CSVRecord) {
        guard record.fields.count > named else { return }
        for index in named..<record.fields.count where !record.fields[index].isEmpty && nameless.insert(index).inserted
        {
            leftOut.append(LeftOutColumn(name: "", position: index + 1))
        }
    }
}

/// What an import did, or would do.
package struct ImportResult: Sendable, Hashable {
    package let summary: ImportSummary
    package let description: ImportDescription
}
