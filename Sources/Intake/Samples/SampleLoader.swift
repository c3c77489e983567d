package import Contacts
package import Storage

/// Fills a base with sample people.
package struct SampleLoader: Sendable {
    /// How many people are committed together.
    private static let batch = 65_536
    private let database: any Database
    private let time: TimeSource

    package init(_ database: any Database, time: TimeSource) {
        self.database = database
        self.time = time
    }

    /// Whether anybody is there.
    package var isEmpty: Bool {
        get async throws {
            try await database.read { try $0.firstRow("SELECT 1 FROM contact LIMIT 1") { _ in false } ?? true }
        }
    }

    /// Makes people and stores them.
    ///
    /// - Parameters:
    ///   - count: How many.
    ///   - seed: The same seed makes the same people.
    ///   - actor: Who does it.
    ///   - progress: Is told how many are stored.
    /// - Throws: `StorageError` with the code `conflict` when people of the same seed are there already.
    package func load(
        _ count: Int,
        seed: UInt64,
        actor: String,
        progress: (Int) -> Void = { _ in }
    ) async throws {
        let now = time.now
        let cause = Cause(.sample, text: "seed \(seed)", actor: actor)
        var people = SamplePeople(seed: seed, total: count, now: now)
        var next = try people.next(min(Self.batch, count))
        var stored = 0
        while !next.isEmpty {
            let created = next
            // The next people are made while these are stored.
            let source = people
            let rest = count - stored - created.count
            async let following = Self.following(source, min(Self.batch, rest))
            try await database.write { connection in
                _ = try Door(connection, now: now).commit(ChangeSet(created: created), cause: cause)
            }
            stored += created.count
            progress(stored)
            (people, next) = try await following
        }
    }

    private static func following(
        _ people: SamplePeople,
        _ count: Int
    ) async throws -> (SamplePeople, [NewContact]) {
        var people = people
        let next = try people.next(max(0, count))
        return (people, next)
    }
}
