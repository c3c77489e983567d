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
    let slowPlaces: SlowPlaces

    package init(_ database: any Database, time: TimeSource) {
        self.database = database
        self.time = time
        slowPlaces = SlowPlaces(connections: database.readers)
    }

    /// How many contacts meet the selection.
    ///
    /// - Parameters:
    ///   - selection: Who is meant.
    ///   - reach: Whose contacts count at all.
    ///   - patience: How long the answer may take.
    /// - Returns: The exact number.
    /// - Throws: `SelectionError` when the selection names a segment or user that is missing, a segment contains itself,
    ///   or the selection exceeds a limit or the time.
    package func count(_ selection: Selection, reach: Reach, patience: Patience = .ofAPerson) async throws -> Int {
        try await resolve(selection, reach: reach, patience: patience).count
    }

    /// The numbers of the contacts within reach that meet the selection.
    ///
    /// - Throws: `SelectionError`, as `count`.
    package func resolve(
        _ selection: Selection,
        reach: Reach,
        patience: Patience = .ofAPerson
    ) async throws -> Bitmap {
        try await database.read { try self.resolve(selection, in: $0, reach: reach, patience: patience) }
    }

    /// The numbers of the contacts within reach that meet the selection, as a read transaction sees them.
    ///
    /// - Throws: `SelectionError`, as `count`.
    package func resolve(
        _ selection: Selection,
        in connection: any Connection,
        reach: Reach,
        patience: Patience = .ofAPerson
    ) throws -> Bitmap {
        try resolve([selection.criterion], in: connection, reach: reach, patience: patience)[0]
    }

    /// The numbers of the contacts within reach that meet each of the conditions, all in one snapshot.
    ///
    /// - Parameters:
    ///   - criteria: The conditions.
    ///   - connection: The transaction; after the time was over it can only end.
    ///   - reach: Whose contacts count at all.
    ///   - patience: How long the answer may take.
    /// - Returns: A set for each condition, in their order.
    /// - Throws: `SelectionError`, as `count`.
    package func resolve(
        _ criteria: [Criterion],
        in connection: any Connection,
        reach: Reach,
        patience: Patience = .ofAPerson
    ) throws -> [Bitmap] {
        // Without a limit of time: what was followed is done once, whoever asks first.
        let index = try followed(connection, reach)
        guard let limit = patience.limit else { return try answer(criteria, in: connection, index, reach, until: nil) }
        return try slowPlaces.enter(limit) { time in
            let deadline = ContinuousClock.now.advanced(by: time)
            do {
                return try connection.cancelling(at: deadline) {
                    try answer(criteria, in: connection, index, reach, until: deadline)
                }
            } catch let error as StorageError where error.code == .timedOut {
                throw time < limit ? SelectionError.tooManyAtOnce : .tookTooLong(limit)
            }
        }
    }

    /// What is remembered of the reach, brought up to the snapshot from the journal.
    private func followed(_ connection: any Connection, _ reach: Reach) throws -> FacetIndex {
        let sequence = try JournalReader(connection).lastSequence()
        let remembered = indexes.withLock { $0[reach] } ?? FacetIndex(at: 0, within: reach)
        // Another reader may have followed the journal past this snapshot already.
        var current = remembered.sequence <= sequence ? remembered : FacetIndex(at: sequence, within: reach)
        try current.follow(to: sequence, reading: connection, Catalogue(connection))
        return current
    }

    private func answer(
        _ criteria: [Criterion],
        in connection: any Connection,
        _ index: FacetIndex,
        _ reach: Reach,
        until deadline: ContinuousClock.Instant?
    ) throws -> [Bitmap] {
        var resolution = try Resolution(connection, index: index, now: time.now, deadline: deadline)
        // What was read before the time was over makes the next try shorter.
        defer { remember(resolution.index, of: reach) }
        try resolution.prepare(criteria)
        return try criteria.map { try resolution.contacts($0) }
    }

    private func remember(_ index: FacetIndex, of reach: Reach) {
        var grown = index
        grown.finish()
        indexes.withLock { indexes in
            if indexes[reach] == nil, indexes.count > Self.capacity {
                indexes = indexes.filter { $0.key == .everybody }
            }
            indexes[reach] = indexes[reach]?.joined(with: grown) ?? grown
        }
    }
}
