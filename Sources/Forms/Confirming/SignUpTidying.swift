package import Contacts
package import Logging
import ServiceLifecycle
package import Storage

/// Forgets where sign-ups came from once they have expired, and counts that no longer matter.
package struct SignUpTidying: Service {
    private let database: any Database
    private let time: TimeSource
    private let logger: Logger
    private let pause: Duration

    /// Prepares the service.
    ///
    /// - Parameters:
    ///   - database: Where the sign-ups are.
    ///   - time: Says what has expired.
    ///   - logger: Hears of failures.
    ///   - pause: How long to wait between two looks.
    package init(_ database: any Database, time: TimeSource, logger: Logger, pause: Duration = .seconds(600)) {
        self.database = database
        self.time = time
        self.logger = logger
        self.pause = pause
    }

    /// Works until the service group shuts down.
    package func run() async throws {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            do {
                try await step()
            } catch is CancellationError {
                return
            } catch {
                logger.error("Expired sign-ups cannot be tidied at present", metadata: ["error": "\(error)"])
            }
            await cancelWhenGracefulShutdown { try? await Task.sleep(for: pause) }
        }
    }

    /// Forgets what has expired by now.
    ///
    /// - Returns: How many sign-ups lost their traces.
    /// - Throws: `StorageError`.
    @discardableResult
    package func step() async throws -> Int {
        let now = time.now
        return try await database.write { connection in
            try SignUpLimit.tidy(at: now, connection)
            return try SignUpRows(connection).forgetTraces(at: now)
        }
    }
}
