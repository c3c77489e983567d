import Synchronization

/// Keeps the slow selections of a few people from holding every connection of the database.
///
/// Half of the connections are for answers that may take as long as a person waits. While that many are under way,
/// each further one gets a short time, which is enough for nearly all; after it the connection is free for others.
final class SlowPlaces: Sendable {
    /// The time of an answer that begins while all places are taken.
    static let shortTime = Duration.seconds(1)

    private let places: Int
    private let taken = Mutex(0)

    /// - Parameter connections: How many read transactions the database runs at the same time.
    init(connections: Int) {
        places = max(1, connections / 2)
    }

    /// Runs the body with the time that it may take, at most `limit`.
    func enter<Value>(_ limit: Duration, _ body: (Duration) throws -> Value) rethrows -> Value {
        let isFree = taken.withLock { taken in
            taken += 1
            return taken <= places
        }
        defer { taken.withLock { $0 -= 1 } }
        return try body(isFree ? limit : min(limit, Self.shortTime))
    }
}
