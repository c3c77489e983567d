import Dispatch
import Foundation
import Logging
import ServiceLifecycle

/// A service that ends within a time after it is told to, whatever others do meanwhile.
struct BoundedShutdown<Wrapped: Service>: Service {
    /// How long what is at work may take to end by itself.
    static var patience: Int { 8 }
    /// How long it may take after its connections were cut.
    static var rest: Int { 4 }

    let wrapped: Wrapped
    let logger: Logger
    /// Cuts the connections that clients hold.
    let cut: @Sendable () -> Void

    init(_ wrapped: Wrapped, logger: Logger, cut: @escaping @Sendable () -> Void = {}) {
        self.wrapped = wrapped
        self.logger = logger
        self.cut = cut
    }

    func run() async throws {
        try await withGracefulShutdownHandler {
            try await wrapped.run()
        } onGracefulShutdown: {
            // A thread of its own: those of Swift's concurrency may be what does not end.
            let thread = Thread { end() }
            thread.name = "kartoteka.shutdown"
            thread.start()
        }
    }

    private func end() {
        Thread.sleep(forTimeInterval: TimeInterval(Self.patience))
        logger.warning("cutting connections that are still open \(Self.patience) seconds after the signal to stop")
        cut()
        Thread.sleep(forTimeInterval: TimeInterval(Self.rest))
        // As after a crash: what was not committed is rolled back, and done later or by another server.
        logger.warning("ending with work unfinished, \(Self.patience + Self.rest) seconds after the signal to stop")
        _exit(EXIT_SUCCESS)
    }
}
