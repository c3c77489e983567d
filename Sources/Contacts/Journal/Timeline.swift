import Bitmaps
package import Storage

/// One change of one contact, as its card shows it.
package struct TimelineEntry: Sendable, Equatable {
    package let sequence: Int64
    package let at: Int64
    package let cause: Cause
    package let facet: Facet
    package let old: FacetValue
    package let new: FacetValue
}

/// Reads what happened to one contact.
package struct Timeline {
    private let connection: any Connection
    private let catalogue: Catalogue

    package init(_ connection: any Connection) {
        self.connection = connection
        catalogue = Catalogue(connection)
    }

    /// The latest changes of a contact, newest first.
    ///
    /// Reads the contact's own entries by their index, and of the bulk entries those of its bucket.
    package func entries(for number: UInt32, limit: Int) throws -> [TimelineEntry] {
        let bucket = Bucket(containing: number)
        var result = try entries(number, "c.number = \(number)", limit)
        result += try entries(number, "c.number IS NULL AND c.bucket = \(bucket.number)", limit)
        result.sort { $0.sequence > $1.sequence }
        return Array(result.prefix(limit))
    }

    private func entries(_ number: UInt32, _ condition: SQL, _ limit: Int) throws -> [TimelineEntry] {
        // Read first, decoded afterwards: names come from the same connection, which is busy until then.
        var found: [(stored: StoredChange, sequence: Int64, at: Int64, cause: Cause)] = []
        try connection.forEachRow(
            """
            SELECT c.facet, c.reference, c.contacts, c.old_values, c.new_values,
                j.sequence, j.at, j.cause, j.cause_id, j.cause_text, j.actor
            FROM journal_change c JOIN journal j ON j.sequence = c.sequence
            WHERE \(condition) ORDER BY c.sequence DESC, c.position DESC
            """
        ) { row in
            guard found.count < limit else { return }
            let stored = try StoredChange(row, from: 0)
            guard try Bitmap(serialized: stored.contacts).contains(number) else { return }
            let kind = Cause.Kind(rawValue: row.text(7)) ?? .card
            let cause = Cause(kind, id: row.optionalInteger(8), text: row.optionalText(9), actor: row.text(10))
            found.append((stored, row.integer(5), row.integer(6), cause))
        }
        return try found.map { entry in
            let change = try entry.stored.decoded(in: catalogue)
            let rank = change.contacts.rank(of: number) - 1
            return TimelineEntry(
                sequence: entry.sequence,
                at: entry.at,
                cause: entry.cause,
                facet: change.facet,
                old: change.old[rank],
                new: change.new[rank]
            )
        }
    }
}
