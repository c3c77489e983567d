import BackgroundWork
package import Contacts
package import Logging
import ServiceLifecycle
package import Storage

/// Forgets where sign-ups came from and what they answered once they have expired, and counts that no longer matter.
package struct SignUpTidying: Service {
    private let database: any Database
    private let time: TimeSource
    private let loop: WorkLoop

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
        loop = WorkLoop("The tidying of sign-ups", rest: pause, logger: logger)
    }

    /// Works until the service group shuts down.
    package func run() async throws {
        await loop.run {
            try await step()
            return false
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
            try SignUpRows(connection).forgetAnswers(at: now)
            return try SignUpRows(connection).forgetTraces(at: now)
        }
    }
}
