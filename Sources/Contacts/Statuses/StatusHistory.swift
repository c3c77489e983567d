package import Storage
import Synchronization

/// Counts the statuses of the base as they were, from the journal.
///
/// Begins with the present members and goes back, change by change. The history is that of the contacts that are there
/// now: who was deleted for good has left it, as the journal keeps no status of them.
///
/// What was counted is remembered by the commit after which it holds, so that a finished day is counted once.
package final class StatusHistory: Sendable {
    private struct Memory {
        /// The commit up to which the journal was known.
        var sequence: Int64 = 0
        /// The last commit before an instant.
        var lastCommits: [Int64: Int64] = [:]
        /// The counts after a commit.
        var counts: [Int64: StatusCounts] = [:]
    }

    private let memory = Mutex(Memory())

    package init() {}

    /// How many contacts had each status at some instants.
    ///
    /// - Parameters:
    ///   - instants: Times that are over, in milliseconds, the earliest first. What holds is the state after the last
    ///     commit that is dated before one.
    ///   - present: The members at present, of the whole base, in the same snapshot.
    ///   - connection: Reads the journal.
    /// - Returns: The counts, in the same order.
    /// - Throws: `JournalError` or `BitmapError` when an entry cannot be read, `StorageError`.
    package func counts(
        at instants: [Int64],
        from present: StatusMembers,
        _ connection: any Connection
    ) throws -> [StatusCounts] {
        let reader = StatusHistoryReader(connection)
        let last = try JournalReader(connection).lastSequence()
        var known = memory.withLock { $0 }
        // What a later snapshot remembered may miss contacts that this one still has.
        if try known.sequence > last || reader.erases(after: known.sequence) { known = Memory() }
        if let newest = known.lastCommits.keys.max(), try reader.commits(before: newest, after: known.sequence) {
            known.lastCommits = [:]
        }
        var updated = Memory(sequence: last)
        // No contact is older than the journal.
        updated.counts[0] = StatusCounts()
        var upper = last
        for instant in instants.reversed() {
            upper = try known.lastCommits[instant] ?? reader.lastCommit(before: instant, from: upper)
            updated.lastCommits[instant] = upper
            if let counts = known.counts[upper] { updated.counts[upper] = counts }
        }
        let missing = Set(updated.lastCommits.values).subtracting(updated.counts.keys)
        updated.counts.merge(try reader.counts(after: missing, from: present)) { known, _ in known }
        let result = instants.map { updated.lastCommits[$0].flatMap { updated.counts[$0] } ?? StatusCounts() }
        memory.withLock { [updated] in if $0.sequence <= last { $0 = updated } }
        return result
    }
}
