import Bitmaps
import Storage

/// Deletes contacts for good: their rows, and every value that the journal keeps about them.
///
/// What stays in the journal are numbers that point to nobody, and that a contact was created and deleted.
struct Erasure {
    private let connection: any Connection
    private let catalogue: Catalogue

    init(_ connection: any Connection, _ catalogue: Catalogue) {
        self.connection = connection
        self.catalogue = catalogue
    }

    func erase(_ contacts: Bitmap) throws {
        let isErased = SQL.isMember("number", contacts)
        for table: SQL.Name in ["note", "contact_tag", "contact_detail", "contact_profile", "contact"] {
            try connection.execute("DELETE FROM \(table) WHERE \(isErased)")
        }
        let existence = try FacetCode(.existence, in: catalogue).code
        try connection.execute("DELETE FROM journal_change WHERE \(isErased) AND facet <> \(existence)")
        for bucket in contacts.buckets {
            try scrub(bucket, contacts, except: existence)
        }
    }

    private func scrub(_ bucket: Bucket, _ erased: Bitmap, except existence: Int64) throws {
        let entries = try connection.rows(
            """
            SELECT sequence, position, facet, reference, contacts, old_values, new_values FROM journal_change
            WHERE bucket = \(bucket.number) AND number IS NULL AND facet <> \(existence)
            """
        ) { row in
            (sequence: row.integer(0), position: row.integer(1), change: try StoredChange(row, from: 2))
        }
        for entry in entries {
            let contacts = try Bitmap(serialized: entry.change.contacts)
            guard contacts.intersects(erased) else { continue }
            let kept = contacts.subtracting(erased)
            let key: SQL = "sequence = \(entry.sequence) AND position = \(entry.position)"
            guard !kept.isEmpty else {
                try connection.execute("DELETE FROM journal_change WHERE \(key)")
                continue
            }
            let change = try entry.change.decoded(in: catalogue).restricted(to: kept)
            try connection.execute(
                """
                UPDATE journal_change SET contacts = \(kept.serialized),
                    old_values = \(ValuesCodec.encode(change.old)), new_values = \(ValuesCodec.encode(change.new))
                WHERE \(key)
                """
            )
        }
    }
}
