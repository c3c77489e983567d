import Bitmaps
import Storage

/// Writes what contacts did.
struct ActivityRows {
    private let connection: any Connection
    private let kind: ActivityKind

    init(_ connection: any Connection, _ kind: ActivityKind) {
        self.connection = connection
        self.kind = kind
    }

    /// Writes one activity for each contact.
    ///
    /// - Returns: The change as the journal keeps it: subjects alone.
    /// - Throws: `ChangeSetError` when a subject is empty or too long, or there is nothing to add.
    func write(_ change: Change) throws -> Change {
        let last = try connection.advance(counter: "activity", by: Int64(change.contacts.count))
        let first = last - Int64(change.contacts.count) + 1
        var batch = RowBatch("contact_activity", ["id", "number", "kind", "subject", "at", "description", "value"])
        batch.reserve(change.contacts.count)
        var subjects: [FacetValue] = []
        for (rank, number) in change.contacts.numbers.enumerated() {
            guard case .activity(let draft) = change.new[rank] else { throw ChangeSetError.unfitActivityChange }
            let lengths = [draft.subject.count, draft.description?.count ?? 1]
            guard lengths.allSatisfy((1...ActivityDraft.maximumLength).contains) else {
                throw ChangeSetError.activityLength(limit: ActivityDraft.maximumLength)
            }
            subjects.append(.text(draft.subject))
            batch.append(
                .integer(first + Int64(rank)),
                number.sqlValue,
                .integer(kind.rawValue),
                .text(draft.subject),
                .integer(draft.at),
                draft.description.sqlValue,
                draft.value.sqlValue
            )
        }
        try connection.insert(batch)
        return Change(change.facet, change.contacts, from: .same(.none), to: Change.Values(subjects))
    }
}
