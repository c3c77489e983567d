import Bitmaps
import Contacts
import Storage

/// Follows the journal and launches what the changes in it start.
///
/// How far it got is a number that is stored together with the launches, so that a crash loses none and repeats none.
struct JournalFollower: Sendable {
    static let counter = "automation-journal"
    /// How many commits are read at a time.
    private static let portion = 256
    /// From how many contacts on a transaction takes no further commits.
    private static let enough = 65_536

    let database: any Database
    let time: TimeSource
    let graphs: GraphCache

    /// Follows the next commits.
    ///
    /// - Returns: Whether there were any.
    /// - Throws: `StorageError`, `JournalError` when the journal cannot be read.
    func step() async throws -> Bool {
        let isBehind = try await database.read { connection in
            try JournalReader(connection).lastSequence() > position(connection)
        }
        guard isBehind else { return false }
        let now = time.now
        return try await database.write { try follow($0, at: now) }
    }

    private func position(_ connection: any Connection) throws -> Int64 {
        try connection.firstRow("SELECT value FROM counter WHERE name = \(Self.counter)") { $0.integer(0) } ?? 0
    }

    private func follow(_ connection: any Connection, at now: Int64) throws -> Bool {
        try connection.lock(LockKey.automationJournal)
        let position = try position(connection)
        let watched = try WatchedAutomations(connection, graphs)
        var (entries, rest) = try read(after: position, watched, connection)
        guard let last = entries.last else { return false }
        entries.removeAll { $0.happened.isEmpty }
        if !entries.isEmpty {
            let door = Door(connection, now: now)
            try door.lock(Set(entries.flatMap { $0.contacts.buckets }).sorted())
            for entry in entries { try entry.launch(through: door) }
            try door.record()
        }
        let newest = try JournalReader(connection).lastSequence()
        rest = rest || last.sequence < newest
        _ = try connection.advance(counter: Self.counter, by: last.sequence - position)
        return rest
    }

    /// Reads commits until there is enough to do for one transaction.
    private func read(
        after position: Int64,
        _ watched: WatchedAutomations,
        _ connection: any Connection
    ) throws -> (entries: [FollowedEntry], hasRest: Bool) {
        var found: [FollowedEntry] = []
        var contacts = 0
        var last = position
        var read = 0
        while contacts < Self.enough, read < Self.portion {
            // One by one where they may be large, so that no more than two of them are in memory.
            let entries = try JournalReader(connection)
                .entries(after: last, limit: watched.isEmpty ? Self.portion : 16, needing: watched.concerns)
            guard let end = entries.last else { return (found, false) }
            last = end.sequence
            read += entries.count
            for entry in entries {
                let followed = try FollowedEntry(entry, watched, connection)
                contacts += followed.contacts.count
                found.append(followed)
            }
        }
        return (found, true)
    }
}
