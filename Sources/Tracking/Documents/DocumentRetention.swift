package import Contacts
package import Logging
import ServiceLifecycle
package import Storage

/// Deletes documents when they have been kept long enough.
package struct DocumentRetention: Service {
    private let store: DocumentStore
    private let logger: Logger
    private let pause: Duration

    /// Makes the service.
    ///
    /// - Parameters:
    ///   - database: Where the documents are.
    ///   - time: Says how old they are.
    ///   - logger: Hears what was deleted, and of failures.
    ///   - pause: How long to wait between two looks; often enough that a day's documents go within the day.
    package init(_ database: any Database, time: TimeSource, logger: Logger, pause: Duration = .seconds(3600)) {
        store = DocumentStore(database, time: time)
        self.logger = logger
        self.pause = pause
    }

    /// Works until the service group shuts down.
    package func run() async throws {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            do {
                let deleted = try await store.deleteExpired()
                if deleted > 0 { logger.info("Documents were deleted", metadata: ["documents": "\(deleted)"]) }
            } catch is CancellationError {
                return
            } catch {
                logger.error("Documents cannot be deleted at present", metadata: ["error": "\(error)"])
            }
            await cancelWhenGracefulShutdown { try? await Task.sleep(for: pause) }
        }
    }
}
