import Access
import Synchronization

/// Limits requests of one kind for each network address and in all, in the memory of this process.
///
/// It remembers at most twice `capacity` addresses. An address that is forgotten begins with a full bucket; the limit in
/// all holds regardless of how many addresses there are.
final class RequestLimiter: Sendable {
    private struct State {
        var all: RequestBucket
        /// The addresses that were seen last.
        var recent: [String: RequestBucket] = [:]
        /// Those before, which go when `recent` is full again.
        var older: [String: RequestBucket] = [:]
    }

    private let each: RequestRate
    private let all: RequestRate
    private let capacity: Int
    private let state: Mutex<State>

    /// Makes a limiter.
    ///
    /// - Parameters:
    ///   - each: How many may come from one IPv4 address or IPv6 network (/64).
    ///   - all: How many may come from all together.
    ///   - capacity: How many addresses are counted before older ones are forgotten.
    init(each: RequestRate, all: RequestRate, capacity: Int = 20_000) {
        self.each = each
        self.all = all
        self.capacity = capacity
        state = Mutex(State(all: RequestBucket(all, at: 0)))
    }

    /// Takes a request in, or says how long it must wait; one that must wait does not count.
    ///
    /// - Parameters:
    ///   - address: The network address from which it comes.
    ///   - now: The present time, in milliseconds.
    /// - Returns: How many milliseconds it must wait; `nil` if it may come.
    func wait(of address: String, at now: Int64) -> Int64? {
        let network = NetworkPart.of(address)
        return state.withLock { state in
            state.all.refill(all, at: now)
            var bucket = state.recent[network] ?? state.older[network] ?? RequestBucket(each, at: now)
            bucket.refill(each, at: now)
            let wait = max(bucket.wait(each), state.all.wait(all))
            if wait == 0 {
                bucket.take()
                state.all.take()
            }
            if state.recent[network] == nil, state.recent.count >= capacity {
                state.older = state.recent
                state.recent = [:]
            }
            state.recent[network] = bucket
            return wait == 0 ? nil : wait
        }
    }

    /// How many addresses are remembered.
    var addressCount: Int { state.withLock { $0.recent.count + $0.older.count } }
}
