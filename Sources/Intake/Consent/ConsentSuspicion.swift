import Contacts

/// A column that nothing explains and that looks as if it said who may get messages.
package struct ConsentColumn: Hashable, Sendable {
    /// What the header calls it; empty where it has no name.
    package let name: String
    /// Its place in the header, from 1.
    package let position: Int
    /// The cell that looks so, and its line; nothing where the name does.
    package let evidence: Evidence?

    package struct Evidence: Hashable, Sendable {
        package let value: String
        package let line: Int

        package init(value: String, line: Int) {
            self.value = value
            self.line = line
        }
    }

    package init(name: String, position: Int, evidence: Evidence? = nil) {
        self.name = name
        self.position = position
        self.evidence = evidence
    }

    /// How `--map` names it.
    package var reference: String { name.isEmpty ? "#\(position)" : name }
}

/// Stops an import of which a column may deny a consent that the import would grant.
struct ConsentSuspicion: Sendable {
    private let header: [String]
    /// The columns that are looked at.
    private let columns: [Int]

    /// Looks at the columns' names.
    ///
    /// - Parameters:
    ///   - header: The names of all columns.
    ///   - unexplained: The columns of which neither a preset nor the operator says what they hold.
    /// - Throws: `MappingError` when one of their names looks like consent.
    init(header: [String], unexplained: [Int]) throws(MappingError) {
        self.header = header
        columns = unexplained
        let found = unexplained.filter { ConsentNames.mean(header[$0]) }
        guard found.isEmpty else {
            throw .unexplainedConsent(found.map { ConsentColumn(name: header[$0], position: $0 + 1, evidence: nil) })
        }
    }

    /// Whether cells must be looked at too.
    var isNeeded: Bool { !columns.isEmpty }

    /// Looks at the cells of a row.
    ///
    /// - Throws: `MappingError` when one of them looks like consent.
    func check(_ record: CSVRecord) throws(MappingError) {
        for column in columns where column < record.fields.count {
            let cell = record.fields[column].trimmed
            guard !cell.isEmpty, ConsentValues.mean(cell) else { continue }
            let evidence = ConsentColumn.Evidence(value: String(cell.prefix(60)), line: record.line)
            throw .unexplainedConsent([ConsentColumn(name: header[column], position: column + 1, evidence: evidence)])
        }
    }
}
