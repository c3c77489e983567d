package import Storage

/// Reads the journal in the order of the commits.
package struct JournalReader {
    let connection: any Connection
    let catalogue: Catalogue

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

    /// The next commits after one, in order, with the changes of the facets that are needed.
    ///
    /// - Parameters:
    ///   - sequence: The commit after which to begin.
    ///   - limit: How many commits at most.
    ///   - isNeeded: Whether a facet matters; the values of others are not read.
    /// - Returns: Every commit, also those without a change that is needed.
    /// - Throws: `JournalError` when an entry cannot be read, `StorageError`.
    package func entries(
        after sequence: Int64,
        limit: Int,
        needing isNeeded: (Facet) -> Bool
    ) throws -> [JournalEntry] {
        var entries = try connection.rows(
            """
            SELECT sequence, at, cause, cause_id, cause_text, actor, depth, starts_by_owners FROM journal
            WHERE sequence > \(sequence) ORDER BY sequence LIMIT \(limit)
            """
        ) { row in
            guard let kind = Cause.Kind(rawValue: row.text(2)) else {
                throw StorageError(.corrupt, "the journal has the unknown cause \(row.text(2))")
            }
            let cause = Cause(
                kind,
                id: row.optionalInteger(3),
                text: row.optionalText(4),
                actor: row.text(5),
                depth: row.integer(6),
                startsByOwners: row.flag(7)
            )
            return JournalEntry(sequence: row.integer(0), at: row.integer(1), cause: cause)
        }
        guard let last = entries.last?.sequence else { return [] }
        let positions = try connection.rows(
            """
            SELECT sequence, position, facet, reference FROM journal_change
            WHERE sequence > \(sequence) AND sequence <= \(last) ORDER BY sequence, position
            """
        ) { (sequence: $0.integer(0), position: $0.integer(1), facet: $0.integer(2), reference: $0.optionalInteger(3)) }
        var index = 0
        for place in positions {
            let facet = try FacetCode.facet(code: place.facet, reference: place.reference, in: catalogue)
            guard isNeeded(facet), let change = try change(place.sequence, place.position) else { continue }
            while entries[index].sequence < place.sequence { index += 1 }
            entries[index].changes.append(change)
        }
        return entries
    }

    private func change(_ sequence: Int64, _ position: Int64) throws -> Change? {
        try connection.firstRow(
            """
            SELECT facet, reference, contacts, old_values, new_values FROM journal_change
            WHERE sequence = \(sequence) AND position = \(position)
            """
        ) { try StoredChange($0, from: 0) }?.decoded(in: catalogue)
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

/// One commit of the journal.
package struct JournalEntry: Sendable {
    package let sequence: Int64
    /// When it was committed, in milliseconds.
    package let at: Int64
    package let cause: Cause
    /// In the order in which they were made.
    package fileprivate(set) var changes: [Change] = []
}
