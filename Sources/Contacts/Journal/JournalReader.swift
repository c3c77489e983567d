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
    /// Only a few changes are in memory at a time, however many there are: each may hold the values of a whole bucket.
    package func forEachChange(after sequence: Int64, _ body: (Change, Int64) throws -> Void) throws {
        try forEachEntry(after: sequence) { try body(try $0.change.decoded(in: catalogue), $0.at) }
    }

    /// Hands over what every change after a commit led to, in order, with the time of its commit in milliseconds.
    ///
    /// The old values are left out, and of facets that are not needed the new ones too: both read as nothing. A bulk change
    /// of a large base takes long to decode.
    package func forEachResult(
        after sequence: Int64,
        needing isNeeded: (Facet) -> Bool,
        _ body: (Change, Int64) throws -> Void
    ) throws {
        try forEachEntry(after: sequence) { entry in
            try body(try entry.change.result(in: catalogue, needing: isNeeded), entry.at)
        }
    }

    private func forEachEntry(after sequence: Int64, _ body: (Entry) throws -> Void) throws {
        let newest = try lastSequence()
        var last = (sequence: sequence, position: Int64.max)
        while true {
            let entries = try entries(after: last, to: newest)
            for entry in entries { try body(entry) }
            guard let end = entries.last, entries.count == Self.changesAtATime else { return }
            last = (end.sequence, end.position)
        }
    }

    private static let changesAtATime = 32

    private struct Entry {
        let sequence: Int64
        let position: Int64
        let at: Int64
        let change: StoredChange
    }

    private func entries(after last: (sequence: Int64, position: Int64), to newest: Int64) throws -> [Entry] {
        try connection.rows(
            """
            SELECT c.sequence, c.position, j.at, c.facet, c.reference, c.contacts, c.old_values, c.new_values
            FROM journal_change c JOIN journal j ON j.sequence = c.sequence
            WHERE (c.sequence, c.position) > (\(last.sequence), \(last.position)) AND c.sequence <= \(newest)
            ORDER BY c.sequence, c.position LIMIT \(Self.changesAtATime)
            """
        ) {
            Entry(
                sequence: $0.integer(0),
                position: $0.integer(1),
                at: $0.integer(2),
                change: try StoredChange($0, from: 3)
            )
        }
    }
}
