import Foundation
package import Logging
import ServiceLifecycle

/// Handles the reports that come into a folder, as long as the server runs.
package struct BounceWatcher: Service {
    /// A program that writes a file takes less time for it, in seconds.
    private static let age: TimeInterval = 2

    private let folder: BounceFolder
    private let logger: Logger
    private let pause: Duration

    package init(_ folder: BounceFolder, logger: Logger, pause: Duration = .seconds(5)) {
        self.folder = folder
        self.logger = logger
        self.pause = pause
    }

    /// Works until the service group shuts down.
    package func run() async throws {
        var lastProblem = ""
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            do {
                let tally = try await folder.read(olderThan: Self.age)
                if tally.unclear > 0 { logger.warning("\(tally.unclear) reports of mail servers were put aside") }
                lastProblem = ""
            } catch is CancellationError {
                return
            } catch {
                let problem = (error as? BounceFolderError)?.message ?? "\(error)"
                // It is tried again every few seconds; the log need not say so each time.
                if problem != lastProblem { logger.error("Reports of mail servers wait: \(problem)") }
                lastProblem = problem
            }
            await cancelWhenGracefulShutdown { try? await Task.sleep(for: pause) }
        }
    }
}
