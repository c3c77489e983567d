package import Contacts
import Synchronization

/// A time that stands still until a test moves it.
package final class TestClock: Sendable {
    /// 2026-11-21T09:00:00Z, in milliseconds.
    package static let start: Int64 = 1_795_251_600_000

    private let milliseconds: Mutex<Int64>

    package init(at start: Int64 = TestClock.start) {
        milliseconds = Mutex(start)
    }

    package var now: Int64 { milliseconds.withLock { $0 } }

    /// The clock in the form that the program takes.
    package var time: TimeSource { TimeSource { self.now } }

    /// Moves the time on.
    package func advance(by duration: Duration) {
        let (seconds, attoseconds) = duration.components
        milliseconds.withLock { $0 += seconds * 1000 + attoseconds / 1_000_000_000_000_000 }
    }
}
