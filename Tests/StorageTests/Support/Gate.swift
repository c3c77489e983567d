import Dispatch

/// Holds a blocking transaction until the test opens the gate.
///
/// The bodies of transactions run on threads of the database's own, so they may wait.
final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func open() {
        semaphore.signal()
    }

    /// Waits for the gate, ten seconds at most; whether it was opened.
    @discardableResult
    func pass() -> Bool {
        semaphore.wait(timeout: .now() + 10) == .success
    }
}

/// Asks again and again until the answer is yes, ten seconds at most; what the last answer was.
func eventually(_ condition: () async throws -> Bool) async throws -> Bool {
    let deadline = ContinuousClock.now + .seconds(10)
    while ContinuousClock.now < deadline {
        if try await condition() { return true }
        try await Task.sleep(for: .milliseconds(5))
    }
    return try await condition()
}
