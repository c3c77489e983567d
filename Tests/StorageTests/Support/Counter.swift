import Synchronization

/// A number that the bodies of transactions count up, whichever thread they run on.
final class Counter: Sendable {
    private let state = Mutex(0)

    var value: Int { state.withLock { $0 } }

    @discardableResult
    func add(_ amount: Int) -> Int {
        state.withLock { value in
            value += amount
            return value
        }
    }
}
