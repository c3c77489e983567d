import Bitmaps
import Contacts
import Storage

/// Brings some rows into the base, in one transaction.
struct ImportBatch {
    private let rows: [ParsedRow]
    private let rules: ImportRules
    private let cause: Cause
    /// How many contacts the earlier batches can have created: the ids of this one stand behind theirs.
    private let position: UInt32

    init(_ rows: [ParsedRow], _ rules: ImportRules, cause: Cause, behind earlierRows: Int) {
        self.rows = rows
        self.rules = rules
        self.cause = cause
        position = UInt32(truncatingIfNeeded: earlierRows)
    }

    /// Finds out what the rows change, and has the door carry it out.
    ///
    /// - Returns: What became of the rows.
    /// - Throws: `StorageError`; `ChangeSetError` when a rule of contacts is broken.
    func run(_ connection: any Connection) throws -> ImportSummary {
        let door = Door(connection, now: rules.now)
        let known = try lockedNumbers(door)
        var summary = ImportSummary(rows: rows.count)
        let set = try changes(known, door, &summary)
        try door.commit(set, cause: cause)
        return summary
    }

    private func changes(
        _ known: [String: UInt32],
        _ door: Door,
        _ summary: inout ImportSummary
    ) throws -> ChangeSet {
        var drafts: [ContactDraft] = []
        var draftIndex: [String: Int] = [:]
        var waves = UpdateWaves()
        var random = BlockRandom()
        for row in rows {
            if let number = known[row.email.key] {
                waves.add(rules.intents(of: row), to: number, line: row.line)
            } else if let index = draftIndex[row.email.key] {
                if drafts[index].apply(rules.intents(of: row), line: row.line) {
                    summary.updated += 1
                } else {
                    summary.unchanged += 1
                }
            } else {
                draftIndex[row.email.key] = drafts.count
                let id = ContactID(at: rules.now, position: position + UInt32(drafts.count), using: &random)
                drafts.append(ContactDraft(rules.newContact(row, id: id)))
                summary.created += 1
            }
        }
        let (changes, updated) = try waves.changes(reading: door.facets)
        summary.updated += updated
        summary.unchanged += waves.count - updated
        let evidence = waves.evidence(for: changes)
        return ChangeSet(changes: changes + [evidence].compactMap(\.self), created: drafts.map(\.contact))
    }

    /// The contacts that the rows are about, locked.
    ///
    /// Until the lock is ours somebody may delete one of them or give its address to another, so they are looked up
    /// again under the lock.
    private func lockedNumbers(_ door: Door) throws -> [String: UInt32] {
        var known = try numbers(door.connection)
        var locked: Set<Bucket> = []
        while true {
            let missing = Set(Bitmap(known.values).buckets).subtracting(locked)
            if missing.isEmpty { return known }
            try door.lock(missing.sorted())
            locked.formUnion(missing)
            known = try numbers(door.connection)
        }
    }

    private func numbers(_ connection: any Connection) throws -> [String: UInt32] {
        var found: [String: UInt32] = [:]
        try connection.forEachRow(
            """
            SELECT email_key, number FROM contact_profile WHERE email_key \(in: rows.map(\.email.key))
            """
        ) { found[$0.text(0)] = $0.number(1) }
        return found
    }
}
