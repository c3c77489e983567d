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

    /// Hands over every change after a commit, in order, with the time of its commit in milliseconds.
    ///
    /// Only a few commits are in memory at a time, however many there are.
    package func forEachChange(after sequence: Int64, _ body: (Change, Int64) throws -> Void) throws {
        let last = try lastSequence()
        var first = sequence + 1
        while first <= last {
            let end = min(first + Self.commitsAtATime - 1, last)
            try forEachChange(in: first...end, body)
            first = end + 1
        }
    }

    private static let commitsAtATime: Int64 = 16

    private func forEachChange(in sequences: ClosedRange<Int64>, _ body: (Change, Int64) throws -> Void) throws {
        let stored = try connection.rows(
            """
            SELECT j.at, c.facet, c.reference, c.contacts, c.old_values, c.new_values
            FROM journal_change c JOIN journal j ON j.sequence = c.sequence
            WHERE c.sequence BETWEEN \(sequences.lowerBound) AND \(sequences.upperBound)
            ORDER BY c.sequence, c.position
            """
        ) { (at: $0.integer(0), change: try StoredChange($0, from: 1)) }
        for entry in stored { try body(try entry.change.decoded(in: catalogue), entry.at) }
    }
}
