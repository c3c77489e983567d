import Bitmaps
package import Storage

/// When something about a contact became what it is, and through what.
package struct StatusOrigin: Sendable, Hashable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    package let at: Int64
    package let cause: Cause
}

/// Since when a contact has its dot and its letter; nothing where that was not found.
package struct ContactOrigins: Sendable, Hashable {
    package fileprivate(set) var status: StatusOrigin?
    package fileprivate(set) var monitoring: StatusOrigin?
}

/// Finds in the journal the commits that gave contacts the dots and letters that they have.
package struct StatusOrigins {
    private let connection: any Connection
    private let catalogue: Catalogue

    package init(_ connection: any Connection) {
        self.connection = connection
        catalogue = Catalogue(connection)
    }

    /// The origins of some contacts, by number.
    ///
    /// Takes four statements for any number of contacts: their own changes, the bulk changes of their buckets by whom they
    /// concern, the values of those that concern them, and the commits.
    ///
    /// - Parameters:
    ///   - contacts: The contacts, as they are in the same snapshot.
    ///   - limit: At how many of the latest bulk changes to look; where an origin lies further back, it is left out.
    /// - Returns: What was found.
    /// - Throws: `JournalError` or `BitmapError` when an entry cannot be read, `StorageError`.
    package func origins(of contacts: [Contact], amongLatest limit: Int = .max) throws -> [UInt32: ContactOrigins] {
        let numbers = Bitmap(contacts.map(\.number))
        guard !numbers.isEmpty else { return [:] }
        let codes = try SQL.joined(
            (Facet.ofStatus + [.monitored]).map { "\(try FacetCode($0, in: catalogue).code)" as SQL },
            by: ", "
        )
        let (keys, end) = try bulkChanges(of: numbers, codes, limit)
        var changes = try self.changes(
            "number IS NOT NULL AND \(.isMember("number", numbers)) AND facet IN (\(codes)) AND sequence > \(end)"
        )
        if !keys.isEmpty {
            let rows = keys.map { "(\($0.sequence), \($0.position))" as SQL }
            changes += try self.changes("(sequence, position) IN (VALUES \(.joined(rows, by: ", ")))")
        }
        var pasts = Dictionary(uniqueKeysWithValues: contacts.map { ($0.number, StatusPast($0)) })
        for (sequence, change) in changes.sorted(by: { ($1.key) < ($0.key) }).map({ ($0.key.sequence, $0.change) }) {
            for (rank, number) in change.contacts.numbers.enumerated() where numbers.contains(number) {
                pasts[number]?.undo(change.facet, to: change.old[rank], in: sequence)
            }
        }
        for number in pasts.keys { pasts[number]?.finish() }
        return try dated(pasts)
    }

    private struct Key: Comparable {
        let sequence: Int64
        let position: Int64

        static func < (left: Self, right: Self) -> Bool {
            (left.sequence, left.position) < (right.sequence, right.position)
        }
    }

    /// The bulk changes that concern the contacts, and the commit behind which none is missing.
    private func bulkChanges(of numbers: Bitmap, _ codes: SQL, _ limit: Int) throws -> (keys: [Key], end: Int64) {
        let buckets = Bitmap(numbers.buckets.map { UInt32($0.number) })
        var keys: [Key] = []
        var end: Int64 = 0
        var read = 0
        try connection.forEachRow(
            """
            SELECT sequence, position, contacts FROM journal_change
            WHERE number IS NULL AND \(.isMember("bucket", buckets)) AND facet IN (\(codes))
            ORDER BY sequence DESC, position DESC LIMIT \(Int64(limit))
            """
        ) { row in
            read += 1
            end = row.integer(0)
            guard try Bitmap(serialized: row.bytes(2)).intersects(numbers) else { return }
            keys.append(Key(sequence: row.integer(0), position: row.integer(1)))
        }
        guard read == limit else { return (keys, 0) }
        // Of the last commit some changes may be missing.
        return (keys.filter { $0.sequence > end }, end)
    }

    private func changes(_ condition: SQL) throws -> [(key: Key, change: Change)] {
        try connection.rows(
            """
            SELECT sequence, position, facet, reference, contacts, old_values, new_values FROM journal_change
            WHERE \(condition)
            """
        ) { row in
            (key: Key(sequence: row.integer(0), position: row.integer(1)), stored: try StoredChange(row, from: 2))
        }.map { (key: $0.key, change: try $0.stored.origin(in: catalogue)) }
    }

    private func dated(_ pasts: [UInt32: StatusPast]) throws -> [UInt32: ContactOrigins] {
        let sequences = Set(pasts.values.flatMap { [$0.status, $0.monitoring].compactMap(\.self) })
        guard !sequences.isEmpty else { return [:] }
        var origins: [Int64: StatusOrigin] = [:]
        let list = SQL.joined(sequences.sorted().map { "\($0)" }, by: ", ")
        try connection.forEachRow(
            "SELECT sequence, at, cause, cause_id, cause_text, actor FROM journal WHERE sequence IN (\(list))"
        ) { row in
            let kind = Cause.Kind(rawValue: row.text(2)) ?? .card
            let cause = Cause(kind, id: row.optionalInteger(3), text: row.optionalText(4), actor: row.text(5))
            origins[row.integer(0)] = StatusOrigin(at: row.integer(1), cause: cause)
        }
        return pasts.mapValues { past in
            ContactOrigins(
                status: past.status.flatMap { origins[$0] },
                monitoring: past.monitoring.flatMap { origins[$0] }
            )
        }
    }
}
