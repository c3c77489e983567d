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
    /// Looks at the contact's own entries by their index, and of the bulk entries at those of its bucket: first only at
    /// whom they concern, then, for those that concern the contact, at the values.
    ///
    /// - Parameters:
    ///   - number: The contact.
    ///   - facets: Only changes of these; nothing means of all.
    ///   - reader: Who reads it: of private notes and documents everybody sees only their own.
    ///   - limit: How many at most.
    /// - Returns: The changes.
    /// - Throws: `JournalError` when the journal holds what this program does not know, `StorageError`.
    package func entries(
        for number: UInt32,
        of facets: [Facet]? = nil,
        visibleTo reader: Actor,
        limit: Int
    ) throws -> [TimelineEntry] {
        let bucket = Bucket(containing: number)
        let evidence = try FacetCode(.evidence, in: catalogue).code
        // Evidence is no change; the consent record shows it beside what it proves.
        let isMeant = try facets.map { facets -> SQL in
            let codes = try facets.map { "\(try FacetCode($0, in: catalogue).code)" as SQL }
            return "c.facet IN (\(.joined(codes, by: ", ")))"
        }
        let secret = SQL.joined(FacetCode.ofPrivate.map { "\($0)" }, by: ", ")
        let meant: SQL = """
            \(isMeant ?? "c.facet <> \(evidence)") AND (c.facet NOT IN (\(secret))
                OR EXISTS (SELECT 1 FROM journal j WHERE j.sequence = c.sequence AND j.actor = \(reader.name)))
            """
        var keys = try keys("c.number = \(number) AND \(meant)", limit) { _ in true }
        keys += try self.keys("c.number IS NULL AND c.bucket = \(bucket.number) AND \(meant)", limit) { row in
            try Bitmap(serialized: row.bytes(2)).contains(number)
        }
        keys.sort { $1 < $0 }
        return try keys.prefix(limit).compactMap { try entry($0, number) }
    }

    private struct Key: Comparable {
        let sequence: Int64
        let position: Int64

        static func < (left: Self, right: Self) -> Bool {
            (left.sequence, left.position) < (right.sequence, right.position)
        }
    }

    /// Reads in portions, so that a long history costs no more than what is shown of it.
    private func keys(_ condition: SQL, _ limit: Int, where concerns: (any Row) throws -> Bool) throws -> [Key] {
        let portion = 200
        var found: [Key] = []
        var last = Key(sequence: .max, position: .max)
        while found.count < limit {
            var read = 0
            try connection.forEachRow(
                """
                SELECT c.sequence, c.position, c.contacts FROM journal_change c
                WHERE \(condition) AND (c.sequence, c.position) < (\(last.sequence), \(last.position))
                ORDER BY c.sequence DESC, c.position DESC LIMIT \(portion)
                """
            ) { row in
                read += 1
                last = Key(sequence: row.integer(0), position: row.integer(1))
                if try concerns(row) { found.append(last) }
            }
            if read < portion { break }
        }
        return found
    }

    private func entry(_ key: Key, _ number: UInt32) throws -> TimelineEntry? {
        let found = try connection.firstRow(
            """
            SELECT c.facet, c.reference, c.contacts, c.old_values, c.new_values, j.at, j.cause, j.cause_id, j.cause_text,
                j.actor
            FROM journal_change c JOIN journal j ON j.sequence = c.sequence
            WHERE c.sequence = \(key.sequence) AND c.position = \(key.position)
            """
        ) { row in
            let kind = Cause.Kind(rawValue: row.text(6)) ?? .card
            let cause = Cause(kind, id: row.optionalInteger(7), text: row.optionalText(8), actor: row.text(9))
            return (stored: try StoredChange(row, from: 0), at: row.integer(5), cause: cause)
        }
        guard let found else { return nil }
        // Decoded behind the row: names come from the same connection, which is busy until then.
        let change = try found.stored.decoded(in: catalogue)
        let rank = change.contacts.rank(of: number) - 1
        return TimelineEntry(
            sequence: key.sequence,
            at: found.at,
            cause: found.cause,
            facet: change.facet,
            old: change.old[rank],
            new: change.new[rank]
        )
    }
}
