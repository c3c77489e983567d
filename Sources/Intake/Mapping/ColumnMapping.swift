import Contacts

/// Which column of a file fills which field of a contact.
package struct ColumnMapping: Sendable {
    /// The names of the columns, as the file has them.
    package let header: [String]
    /// What each column fills.
    package let fields: [ImportField]
    package let preset: Preset
    /// The columns that are not brought in although nobody said so.
    package let leftOut: [LeftOutColumn]

    /// Matches columns with fields.
    ///
    /// - Parameters:
    ///   - header: The names of the columns; empty ones at the end count as none.
    ///   - preset: Whose export it is; nothing finds it out from the header.
    ///   - overrides: What the operator says of single columns; it goes before what the preset says.
    /// - Throws: `MappingError` when no column is the e-mail address, an override names no column, or two columns would
    ///   fill the same field.
    package init(
        header: [String],
        preset: Preset? = nil,
        overrides: [(column: String, field: ImportField)] = []
    ) throws(MappingError) {
        let columns = Array(header.prefix(1 + (header.lastIndex { !$0.isEmpty } ?? -1)))
        let preset = preset ?? Preset(detectedIn: columns)
        var draft = MappingDraft(columns)
        for (column, field) in overrides { try draft.set(column, to: field) }
        try draft.fillNamedDetails()
        try draft.fill(from: preset.columns.sources)
        draft.fill(unknown: preset.columns.unknown, exceptFor: preset.columns.useless)
        guard draft.fields.contains(.profile(.email)) else {
            if let address = columns.first(where: { $0.contains("@") }) { throw .noHeader(address: address) }
            throw .noEmail(columns: columns)
        }
        self.header = columns
        self.preset = preset
        leftOut = draft.leftOut
        fields = draft.fields.map { $0 ?? .ignored }
    }
}
