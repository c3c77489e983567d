import Bitmaps
import Storage

/// Appends what was changed to the journal.
struct JournalWriter {
    private let connection: any Connection
    private let catalogue: Catalogue

    init(_ connection: any Connection, _ catalogue: Catalogue) {
        self.connection = connection
        self.catalogue = catalogue
    }

    /// Writes one entry with its changes.
    ///
    /// Must be the last step of a transaction: taking the next number holds back every other commit, which is what
    /// makes the order of the numbers the order of the commits.
    func append(_ changes: [Change], cause: Cause, at now: Int64) throws -> Int64 {
        var rows: [(bucket: Bucket, code: FacetCode, change: Change)] = []
        for change in changes {
            let code = try FacetCode(change.facet, in: catalogue)
            rows += change.byBucket.map { ($0.bucket, code, $0.change) }
        }
        let sequence = try connection.advance(counter: "journal")
        try connection.execute(
            """
            INSERT INTO journal (sequence, at, cause, cause_id, cause_text, actor, depth,
                starts_by_owners)
            VALUES (\(sequence), \(now), \(cause.kind.rawValue), \(cause.id), \(cause.text), \(cause.actor),
                \(cause.depth), \(cause.startsByOwners ? 1 : 0))
            """
        )
        var batch = RowBatch(
            "journal_change",
            [
                "sequence", "position", "bucket", "number", "facet", "reference", "contacts", "old_values",
                "new_values",
            ]
        )
        for (position, row) in rows.enumerated() {
            let single = row.change.contacts.count == 1 ? row.change.contacts.first : nil
            batch.append(
                .integer(sequence),
                position.sqlValue,
                row.bucket.number.sqlValue,
                single.sqlValue,
                .integer(row.code.code),
                row.code.reference.sqlValue,
                .bytes(row.change.contacts.serialized),
                .bytes(ValuesCodec.encode(row.change.old)),
                .bytes(ValuesCodec.encode(row.change.new))
            )
        }
        try connection.insert(batch)
        return sequence
    }
}
