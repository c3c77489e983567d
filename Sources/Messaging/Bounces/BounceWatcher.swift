import BackgroundWork
import Foundation
package import Logging
import ServiceLifecycle

/// Handles the reports that come into a folder, as long as the server runs.
package struct BounceWatcher: Service {
    /// A program that writes a file takes less time for it, in seconds.
    private static let age: TimeInterval = 2

    private let folder: BounceFolder
    private let logger: Logger
    private let loop: WorkLoop

    package init(_ folder: BounceFolder, logger: Logger, pause: Duration = .seconds(5)) {
        self.folder = folder
        self.logger = logger
        loop = WorkLoop("The reader of mail servers' reports", rest: pause, logger: logger)
    }

    /// Works until the service group shuts down.
    package func run() async throws {
        await loop.run {
            let tally = try await folder.read(olderThan: Self.age)
            if tally.unclear > 0 { logger.warning("\(tally.unclear) reports of mail servers were put aside") }
            return false
        }
    }
}
