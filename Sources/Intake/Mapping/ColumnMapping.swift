import Contacts

/// Which column of a file fills which field of a contact.
package struct ColumnMapping: Sendable {
    /// The names of the columns, as the file has them.
    package let header: [String]
    /// How many columns the first line has, those without a name at its end included.
    let width: Int
    /// What each column fills.
    package let fields: [ImportField]
    package let preset: Preset
    /// The columns by which the preset was recognised; none where the operator named it, or it is the general one.
    package let recognisedBy: [String]
    /// The columns that are not brought in although nobody said so.
    package let leftOut: [LeftOutColumn]
    /// Looks at the cells of columns that nothing explains.
    let suspicion: ConsentSuspicion

    /// Matches columns with fields.
    ///
    /// - Parameters:
    ///   - header: The names of the columns; empty ones at the end count as none.
    ///   - preset: Whose export it is; nothing finds it out from the header.
    ///   - overrides: What the operator says of single columns; it goes before what the preset says.
    /// - Throws: `MappingError` when no column is the e-mail address, an override names no column, two columns would
    ///   fill the same field, or a column may deny a consent and nothing explains it.
    package init(
        header: [String],
        preset: Preset? = nil,
        overrides: [(column: String, field: ImportField)] = []
    ) throws(MappingError) {
        let last = header.lastIndex { !$0.isEmpty } ?? -1
        // A column without a name is one where the operator says what it holds.
        let said = overrides.compactMap { ColumnPlace($0.column)?.index }.max() ?? -1
        let columns = Array(header.prefix(1 + max(last, said)))
        var draft = MappingDraft(columns)
        for (column, field) in overrides { try draft.set(column, to: field) }
        try draft.fillNamedDetails()
        let detected = DetectedPreset(in: columns, unexplained: draft.unexplained)
        let preset = preset ?? detected.preset
        try draft.fill(from: preset.columns.sources)
        draft.ignore(preset.columns.useless)
        let unexplained = draft.unexplained.filter { !preset.columns.harmless.contains(ColumnKey(columns[$0])) }
        draft.fill(unknown: preset.columns.unknown)
        guard draft.fields.contains(.profile(.email)) else {
            if let address = columns.first(where: { $0.contains("@") }) { throw .noHeader(address: address) }
            throw .noEmail(columns: columns)
        }
        self.header = columns
        width = header.count
        self.preset = preset
        recognisedBy = preset == detected.preset ? detected.columns : []
        suspicion = try ConsentSuspicion(
            header: header,
            unexplained: unexplained + Array(columns.endIndex..<header.endIndex)
        )
        leftOut = draft.leftOut
        fields = draft.fields.map { $0 ?? .ignored }
    }
}
