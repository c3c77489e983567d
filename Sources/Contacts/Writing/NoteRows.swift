import Bitmaps
import Storage

/// Writes notes: new ones, other texts for old ones, and their end.
struct NoteRows {
    private let connection: any Connection
    private let now: Int64

    init(_ connection: any Connection, now: Int64) {
        self.connection = connection
        self.now = now
    }

    /// Writes one change.
    ///
    /// - Returns: The change as the journal keeps it: notes by their number, without their text.
    func write(_ change: Change) throws -> Change {
        switch (change.old, change.new) {
        case (.same(.none), .same(.note(let note))): try add(note, change)
        case (.same(.integer(let id)), .same(.note(let note))): try revise(id, note, change)
        case (.same(.integer(let id)), .same(.none)): try delete(id, change)
        default: throw ChangeSetError.unfitNoteChange
        }
    }

    private func add(_ note: NoteDraft, _ change: Change) throws -> Change {
        try check(note)
        let last = try connection.advance(counter: "note", by: Int64(change.contacts.count))
        let first = last - Int64(change.contacts.count) + 1
        try connection.execute(
            """
            INSERT INTO note (number, id, text, private, author, created_at)
            SELECT number, \(first) - 1 + row_number() OVER (ORDER BY number),
                \(note.text), \(note.isPrivate), \(note.author), \(now)
            FROM \(numbers: change.contacts) AS noted
            """
        )
        let ids = change.contacts.count == 1 ? [first] : Array(first...last)
        return Change(change.facet, change.contacts, from: .same(.none), to: .each(ids.map { .integer($0) }))
    }

    private func revise(_ id: Int64, _ note: NoteDraft, _ change: Change) throws -> Change {
        try check(note)
        try connection.execute(
            """
            UPDATE note SET text = \(note.text), private = \(note.isPrivate), edited_at = \(now)
            WHERE id = \(id) AND \(.isMember("number", change.contacts))
            """
        )
        return Change(change.facet, change.contacts, from: .same(.integer(id)), to: .same(.integer(id)))
    }

    private func delete(_ id: Int64, _ change: Change) throws -> Change {
        try connection.execute("DELETE FROM note WHERE id = \(id) AND \(.isMember("number", change.contacts))")
        return change
    }

    private func check(_ note: NoteDraft) throws {
        guard note.text.count <= NoteDraft.maximumLength else {
            throw ChangeSetError.noteTooLong(limit: NoteDraft.maximumLength, actual: note.text.count)
        }
    }
}
