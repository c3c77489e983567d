import Access
package import Contacts
import Foundation
package import Storage

/// Saves selections under names.
///
/// Names are unique without regard to case. A segment may use others, but never itself through them.
package struct SegmentStore: Sendable {
    private let database: any Database
    private let time: TimeSource

    package init(_ database: any Database, time: TimeSource) {
        self.database = database
        self.time = time
    }

    /// Every segment, by name.
    package func all() async throws -> [Segment] {
        try await database.read { try SegmentRows($0).all() }
    }

    /// The segment of that name, if there is one.
    package func segment(named name: String) async throws -> Segment? {
        try await database.read { try SegmentRows($0).segment(key: Self.trimmed(name).folded) }
    }

    /// Saves a new segment.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - selection: What it stands for.
    ///   - actor: Who makes it.
    /// - Returns: The segment.
    /// - Throws: `SegmentError` when the name is unfit or taken, `SelectionError` when the selection names a segment or a
    ///   user that is missing.
    @discardableResult
    package func create(_ name: String, _ selection: Selection, by actor: Actor) async throws -> Segment {
        let name = try Self.checked(name)
        return try await write { connection, now in
            let rows = SegmentRows(connection)
            if let other = try rows.segment(key: name.folded) { throw SegmentError.nameTaken(other.name) }
            try Self.check(selection, of: name, connection)
            let id = try connection.advance(counter: "segment")
            try connection.execute(
                """
                INSERT INTO segment (id, name, name_key, selection, created_at, modified_at, author_id)
                VALUES (\(id), \(name), \(name.folded), \(try SegmentRows.json(selection)), \(now), \(now),
                    \(actor.user?.number))
                """
            )
            return Segment(
                id: id,
                name: name,
                selection: selection,
                createdAt: now,
                modifiedAt: now,
                author: actor.user
            )
        }
    }

    /// Gives a segment another selection.
    ///
    /// - Throws: `SegmentError.unknown`, or `SelectionError` when a segment is missing or the segment would contain
    ///   itself.
    package func update(_ name: String, _ selection: Selection, by actor: Actor) async throws {
        try await write { connection, now in
            let segment = try Self.existing(name, connection, for: actor)
            try Self.check(selection, of: segment.name, connection, users: try SegmentRows(connection).all())
            try SegmentRows(connection).write(selection, of: segment.id, at: now)
        }
    }

    /// Gives a segment another name, also where other segments use it.
    ///
    /// - Throws: `SegmentError` when it is unknown or the new name is unfit or taken.
    package func rename(_ name: String, to newName: String, by actor: Actor) async throws {
        let newName = try Self.checked(newName)
        try await write { connection, now in
            let rows = SegmentRows(connection)
            let segment = try Self.existing(name, connection, for: actor)
            if let other = try rows.segment(key: newName.folded), other.id != segment.id {
                throw SegmentError.nameTaken(other.name)
            }
            try connection.execute(
                """
                UPDATE segment SET name = \(newName), name_key = \(newName.folded), modified_at = \(now)
                WHERE id = \(segment.id)
                """
            )
            for user in try rows.all() where user.selection.uses(segment.name) {
                try rows.write(user.selection.renaming(segment.name, to: newName), of: user.id, at: now)
            }
        }
    }

    /// Deletes a segment; its contacts stay.
    ///
    /// - Throws: `SegmentError` when it is unknown, or another segment uses it.
    package func delete(_ name: String, by actor: Actor) async throws {
        try await write { connection, _ in
            let segment = try Self.existing(name, connection, for: actor)
            let users = try SegmentRows(connection).all().filter { $0.selection.uses(segment.name) }.map(\.name)
            guard users.isEmpty else { throw SegmentError.usedBy(name: segment.name, others: users) }
            try connection.execute("DELETE FROM segment WHERE id = \(segment.id)")
        }
    }

    private func write<Value: Sendable>(
        _ body: @escaping @Sendable (any Connection, Int64) throws -> Value
    ) async throws -> Value {
        let now = time.now
        return try await database.write { connection in
            // Two edits at once could make a cycle that neither of them sees.
            try connection.lock(LockKey.segments)
            return try body(connection, now)
        }
    }

    private static func existing(_ name: String, _ connection: any Connection, for actor: Actor) throws -> Segment {
        guard let segment = try SegmentRows(connection).segment(key: trimmed(name).folded) else {
            throw SegmentError.unknown(trimmed(name))
        }
        guard segment.isOpen(to: actor) else { throw SegmentError.notYours(segment.name) }
        return segment
    }

    private static func check(
        _ selection: Selection,
        of name: String,
        _ connection: any Connection,
        users: [Segment] = []
    ) throws {
        var table = SegmentTable(connection, replacing: (name.folded, selection.criterion))
        try table.load(for: .segment(name))
        try table.checkSize(of: .segment(name))
        for user in users {
            try table.load(for: .segment(user.name))
            try table.checkSize(of: .segment(user.name))
        }
        let directory = UserDirectory(connection)
        for email in selection.criterion.userNames where try directory.user(email: email) == nil {
            throw SelectionError.unknownUser(email)
        }
    }

    private static func trimmed(_ name: String) -> String {
        name.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func checked(_ name: String) throws(SegmentError) -> String {
        let name = trimmed(name)
        guard !name.isEmpty else { throw .emptyName }
        guard name.count <= Segment.maximumNameLength else { throw .nameTooLong(actual: name.count) }
        return name
    }
}
