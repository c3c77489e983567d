package import Bitmaps
package import Contacts
package import Storage
import Synchronization

/// Finds out who meets a selection, and how many.
///
/// Answers are exact: each is that of one snapshot of the database. What was asked before is remembered and kept up
/// to date from the journal, also when another process wrote it.
package final class Audiences: Sendable {
    let database: any Database
    private let time: TimeSource
    /// How many users' own indexes are remembered, beside the one of the whole base.
    private static let capacity = 64
    private let indexes = Mutex<[Reach: FacetIndex]>([:])

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
        let remembered = indexes.withLock { $0[reach] } ?? FacetIndex(at: 0, within: reach)
        // Another reader may have followed the journal past this snapshot already.
        var current = remembered.sequence <= sequence ? remembered : FacetIndex(at: sequence, within: reach)
        try current.follow(to: sequence, reading: connection, Catalogue(connection))
        var resolution = try Resolution(connection, index: current, now: time.now)
        let found = try criteria.map { try resolution.contacts($0) }
        let grown = resolution.index
        indexes.withLock { indexes in
            if indexes[reach] == nil, indexes.count > Self.capacity {
                indexes = indexes.filter { $0.key == .everybody }
            }
            indexes[reach] = indexes[reach]?.joined(with: grown) ?? grown
        }
        return found
    }
}
