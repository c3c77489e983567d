package import Storage

/// Reads the journal in the order of the commits.
package struct JournalReader {
    private let connection: any Connection
    private let catalogue: Catalogue

    package init(_ connection: any Connection) {
        self.connection = connection
        catalogue = Catalogue(connection)
    }

    /// The number of the last commit; 0 in an empty journal.
    package func lastSequence() throws -> Int64 {
        try connection.firstRow("SELECT value FROM counter WHERE name = 'journal'") { $0.integer(0) } ?? 0
    }

    /// Hands over every change after a commit, in order.
    package func forEachChange(after sequence: Int64, _ body: (Change) throws -> Void) throws {
        let stored = try connection.rows(
            """
            SELECT facet, reference, contacts, old_values, new_values FROM journal_change
            WHERE sequence > \(sequence) ORDER BY sequence, position
            """
        ) { try StoredChange($0, from: 0) }
        for change in stored { try body(try change.decoded(in: catalogue)) }
    }
}
