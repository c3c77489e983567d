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
        let tables: [SQL.Name] = [
            "note", "contact_tag", "contact_detail", "contact_owner", "contact_stage", "coupon", "webhook_call",
            "contact_activity", "message", "sign_up", "bounce", "visit", "visitor", "visit_points",
            "contact_automation", "contact_profile", "contact",
        ]
        for table in tables {
            try connection.execute("DELETE FROM \(table) WHERE \(isErased)")
        }
        let existence = try FacetCode(.existence, in: catalogue).code
        try forgetSources(isErased)
        try connection.execute("DELETE FROM journal_change WHERE \(isErased) AND facet <> \(existence)")
        for bucket in contacts.buckets {
            try scrub(bucket, contacts, except: existence)
        }
    }

    /// Takes away what people wrote about a contact as the source of an edit.
    ///
    /// The edit of a card concerns one contact; the names of plans and of files belong to many.
    private func forgetSources(_ isErased: SQL) throws {
        try connection.execute(
            """
            UPDATE journal SET cause_text = NULL
            WHERE cause = \(Cause.Kind.card.rawValue) AND cause_text IS NOT NULL
                AND sequence IN (SELECT sequence FROM journal_change WHERE \(isErased))
            """
        )
    }

    /// Looks at whom the entries of a bucket concern, and only at the values of those that concern the erased, one
    /// entry at a time: a long journal does not fit into memory.
    private func scrub(_ bucket: Bucket, _ erased: Bitmap, except existence: Int64) throws {
        var entries: [(sequence: Int64, position: Int64)] = []
        try connection.forEachRow(
            """
            SELECT sequence, position, contacts FROM journal_change
            WHERE bucket = \(bucket.number) AND number IS NULL AND facet <> \(existence)
            """
        ) { row in
            guard try Bitmap(serialized: row.bytes(2)).intersects(erased) else { return }
            entries.append((row.integer(0), row.integer(1)))
        }
        for entry in entries { try scrub("sequence = \(entry.sequence) AND position = \(entry.position)", erased) }
    }

    private func scrub(_ key: SQL, _ erased: Bitmap) throws {
        let stored = try connection.firstRow(
            "SELECT facet, reference, contacts, old_values, new_values FROM journal_change WHERE \(key)"
        ) { try StoredChange($0, from: 0) }
        guard let stored else { return }
        let kept = try Bitmap(serialized: stored.contacts).subtracting(erased)
        guard !kept.isEmpty else {
            try connection.execute("DELETE FROM journal_change WHERE \(key)")
            return
        }
        let change = try stored.decoded(in: catalogue).restricted(to: kept)
        try connection.execute(
            """
            UPDATE journal_change SET contacts = \(kept.serialized),
                old_values = \(ValuesCodec.encode(change.old)), new_values = \(ValuesCodec.encode(change.new))
            WHERE \(key)
            """
        )
    }
}
