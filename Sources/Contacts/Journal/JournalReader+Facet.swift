package import Bitmaps
import Storage

/// What became of one facet since a commit.
extension JournalReader {
    /// Those of some contacts for whom a facet changed in a commit or after it.
    ///
    /// - Throws: `BitmapError` when an entry cannot be read, `StorageError`.
    package func contacts(
        changing facet: Facet,
        since sequence: Int64,
        among contacts: Bitmap
    ) throws -> Bitmap {
        try changes(of: facet, since: sequence, among: contacts)
            .reduce(into: Bitmap()) { $0.formUnion(try Bitmap(serialized: $1.contacts)) }
            .intersection(contacts)
    }

    /// What a facet of some contacts was right after a commit.
    ///
    /// - Returns: The value of those for whom it changed since; others have it still.
    /// - Throws: `JournalError` or `BitmapError` when an entry cannot be read, `StorageError`.
    package func values(
        of facet: Facet,
        after sequence: Int64,
        among contacts: Bitmap
    ) throws -> [UInt32: FacetValue] {
        var values: [UInt32: FacetValue] = [:]
        for stored in try changes(of: facet, since: sequence + 1, among: contacts) {
            let change = try stored.decoded(in: catalogue)
            for (rank, number) in change.contacts.numbers.enumerated()
            where values[number] == nil && contacts.contains(number) {
                values[number] = change.old[rank]
            }
        }
        return values
    }

    /// In the order of the commits.
    private func changes(of facet: Facet, since sequence: Int64, among contacts: Bitmap) throws -> [StoredChange] {
        guard !contacts.isEmpty, try isKnown(facet) else { return [] }
        let code = try FacetCode(facet, in: catalogue)
        let reference: SQL = code.reference.map { " AND reference = \($0)" } ?? ""
        let isMeant: SQL = "sequence >= \(sequence) AND facet = \(code.code)\(reference)"
        // One statement for each of the two indexes.
        let single: SQL = "number IS NOT NULL AND \(.isMember("number", contacts)) AND \(isMeant)"
        let buckets = Bitmap(contacts.buckets.map { UInt32($0.number) })
        let several: SQL = "number IS NULL AND \(.isMember("bucket", buckets)) AND \(isMeant)"
        let found = try [single, several].flatMap { condition in
            try connection.rows(
                """
                SELECT facet, reference, contacts, old_values, new_values, sequence, position
                FROM journal_change WHERE \(condition)
                """
            ) { (change: try StoredChange($0, from: 0), sequence: $0.integer(5), position: $0.integer(6)) }
        }
        return found.sorted { ($0.sequence, $0.position) < ($1.sequence, $1.position) }.map(\.change)
    }

    /// Whether the journal can hold changes of it; looking for them must not write its name down.
    private func isKnown(_ facet: Facet) throws -> Bool {
        switch facet {
        case .tag(let name): try catalogue.id(of: name) != nil
        case .detail(let name): try catalogue.id(of: name) != nil
        case .coupon(let name): try catalogue.id(of: name) != nil
        default: true
        }
    }
}
