package import Bitmaps
package import Contacts
package import Storage
import Synchronization

/// Finds out who meets a selection, and how many.
///
/// Answers are exact: each is that of one snapshot of the database. What was asked before is remembered and kept up
/// to date from the journal, also when another process wrote it.
package final class Audiences: Sendable {
    private let database: any Database
    private let time: TimeSource
    private let index = Mutex(FacetIndex(at: 0))

    package init(_ database: any Database, time: TimeSource) {
        self.database = database
        self.time = time
    }

    /// How many contacts meet the selection.
    ///
    /// - Parameters:
    ///   - selection: Who is meant.
    ///   - reach: Whose contacts count at all.
    /// - Returns: The exact number.
    /// - Throws: `SelectionError` when the selection names a segment or user that is missing, or a segment contains
    ///   itself.
    package func count(_ selection: Selection, reach: Reach) async throws -> Int {
        try await resolve(selection, reach: reach).count
    }

    /// The numbers of the contacts within reach that meet the selection.
    ///
    /// - Throws: `SelectionError`, as `count`.
    package func resolve(_ selection: Selection, reach: Reach) async throws -> Bitmap {
        try await database.read { try self.resolve(selection, in: $0, reach: reach) }
    }

    /// The numbers of the contacts within reach that meet the selection, as a read transaction sees them.
    package func resolve(_ selection: Selection, in connection: any Connection, reach: Reach) throws -> Bitmap {
        try resolve([selection.criterion], in: connection, reach: reach)[0]
    }

    /// The numbers of the contacts within reach that meet each of the conditions, all in one snapshot.
    package func resolve(_ criteria: [Criterion], in connection: any Connection, reach: Reach) throws -> [Bitmap] {
        let sequence = try JournalReader(connection).lastSequence()
        let remembered = index.withLock { $0 }
        // Another reader may have followed the journal past this snapshot already.
        var current = remembered.sequence <= sequence ? remembered : FacetIndex(at: sequence)
        try current.follow(to: sequence, reading: connection, Catalogue(connection))
        var resolution = try Resolution(connection, index: current, now: time.now)
        let found = try criteria.map { try resolution.contacts($0, within: reach) }
        let grown = resolution.index
        index.withLock { $0 = $0.joined(with: grown) }
        return found
    }
}
