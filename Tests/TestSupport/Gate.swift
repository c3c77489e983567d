import Dispatch

/// Holds a blocking transaction until the test opens the gate.
///
/// The bodies of transactions run on threads of the database's own, so they may wait.
package final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    package init() {}

    /// Lets one who waits go on, or the next who comes.
    package func open() {
        semaphore.signal()
    }

    /// Waits for the gate, ten seconds at most; whether it was opened.
    @discardableResult
    package func pass() -> Bool {
        semaphore.wait(timeout: .now() + 10) == .success
    }
}

extension Gate {
    /// Waits for the gate without holding up a thread that tasks share; whether it was opened in time.
    @discardableResult
    package func opened() async -> Bool {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: self.pass()) }
        }
    }
}
