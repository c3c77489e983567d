import BackgroundWork
package import Contacts
package import Logging
import ServiceLifecycle
package import Storage

/// Looks at the hits that pages told, and makes visits of them.
///
/// Any number may work on one database, and any of them may be killed at any time.
package struct VisitMover: Service {
    /// How many hits are moved in one transaction.
    private static let portion = 1_000

    private let database: any Database
    private let time: TimeSource
    private let loop: WorkLoop

    /// Makes the service.
    ///
    /// - Parameters:
    ///   - database: Where the hits are.
    ///   - time: The present time.
    ///   - logger: Hears of failures.
    ///   - pause: How long to wait when there are none.
    package init(
        _ database: any Database,
        time: TimeSource,
        logger: Logger,
        pause: Duration = .milliseconds(300)
    ) {
        self.database = database
        self.time = time
        loop = WorkLoop("The reader of visits", rest: pause, logger: logger)
    }

    /// Works until the service group shuts down.
    package func run() async throws {
        await loop.run { try await step() > 0 }
    }

    /// Moves the next hits.
    ///
    /// - Returns: How many there were.
    /// - Throws: `StorageError` when the database cannot be reached.
    @discardableResult
    package func step() async throws -> Int {
        guard try await database.read({ try !HitRows($0).first(1).isEmpty }) else { return 0 }
        let now = time.now
        return try await database.write { connection in
            try connection.lock(LockKey.hits)
            let inbox = HitRows(connection)
            let hits = try inbox.first(Self.portion)
            guard let last = hits.last else { return 0 }
            let door = Door(connection, now: now)
            try HitMove(hits, door).run(cause: Cause(.tracking, actor: "monitoring"))
            try inbox.remove(upTo: last.id)
            try door.record()
            return hits.count
        }
    }
}
