package import Logging
import ServiceLifecycle

/// Takes the steps of a background service one after another, until it is asked to stop.
///
/// - After a step that found work the next one follows at once; after one that found none the loop rests.
/// - A failure is logged and the step tried again after a rest, which doubles while failures follow each other. The
///   same failure again is not logged again; that the service works again is.
/// - Graceful shutdown lets a step come to its end and ends a rest at once. So does cancellation, and a step that
///   throws `CancellationError` is the last one.
package struct WorkLoop: Sendable {
    /// No failure makes the loop rest longer than this, unless its ordinary rest is longer.
    package static let longestBackOff = Duration.seconds(10)

    private let name: String
    private let rest: Duration
    private let logger: Logger
    private let sleep: @Sendable (Duration) async throws -> Void

    /// Prepares the loop.
    ///
    /// - Parameters:
    ///   - name: What the log calls the service, as the beginning of a sentence.
    ///   - rest: How long to rest when nothing is to do.
    ///   - logger: Hears of failures.
    ///   - sleep: How to rest; must end when its task is cancelled.
    package init(
        _ name: String,
        rest: Duration,
        logger: Logger,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.name = name
        self.rest = rest
        self.logger = logger
        self.sleep = sleep
    }

    /// Works until the service group shuts down or the task is cancelled.
    ///
    /// - Parameter step: Does the next piece of work, and says whether more may be waiting.
    package func run(_ step: () async throws -> Bool) async {
        var lastFailure: String?
        var backOff = rest
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            var pause = rest
            do {
                let mayHaveMore = try await step()
                if lastFailure != nil { logger.notice("\(name) works again") }
                lastFailure = nil
                backOff = rest
                if mayHaveMore { continue }
            } catch is CancellationError {
                return
            } catch {
                let failure = "\(error)"
                if failure != lastFailure {
                    logger.error("\(name) cannot work at present and tries again", metadata: ["error": "\(failure)"])
                }
                lastFailure = failure
                pause = backOff
                backOff = min(backOff * 2, max(rest, Self.longestBackOff))
            }
            await cancelWhenGracefulShutdown { [pause, sleep] in try? await sleep(pause) }
        }
    }
}
