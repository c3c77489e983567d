import BackgroundWork
package import Contacts
package import Logging
import ServiceLifecycle
package import Storage

/// Deletes what has been kept long enough: documents, and what is known of visitors whom nobody knows.
package struct Retention: Service {
    private static let day: Int64 = 86_400_000

    private let database: any Database
    private let time: TimeSource
    private let logger: Logger
    private let loop: WorkLoop

    /// Makes the service.
    ///
    /// - Parameters:
    ///   - database: Where it is.
    ///   - time: Says how old it is.
    ///   - logger: Hears what was deleted, and of failures.
    ///   - pause: How long to wait between two looks; often enough that what is due goes within the day.
    package init(_ database: any Database, time: TimeSource, logger: Logger, pause: Duration = .seconds(3600)) {
        self.database = database
        self.time = time
        self.logger = logger
        loop = WorkLoop("The deletion of what was kept long enough", rest: pause, logger: logger)
    }

    /// Works until the service group shuts down.
    package func run() async throws {
        await loop.run {
            let deleted = try await step()
            if deleted.documents + deleted.visits > 0 {
                logger.info(
                    "Deleted what was kept long enough",
                    metadata: ["documents": "\(deleted.documents)", "visits": "\(deleted.visits)"]
                )
            }
            return false
        }
    }

    /// Deletes what is due now.
    ///
    /// - Returns: How many documents, and how many visits of unknown visitors.
    /// - Throws: `StorageError`.
    @discardableResult
    package func step() async throws -> (documents: Int, visits: Int) {
        let documents = try await DocumentStore(database, time: time).deleteExpired()
        let now = time.now
        let visits = try await database.write { connection in
            let latest = now - (try MonitoringSettings(connection).unknownDays) * Self.day
            // Whoever comes back after so long is a new visitor.
            try connection.execute("DELETE FROM visitor WHERE number IS NULL AND last_at <= \(latest)")
            return try connection.execute("DELETE FROM visit WHERE number IS NULL AND at <= \(latest)")
        }
        return (documents, visits)
    }
}
