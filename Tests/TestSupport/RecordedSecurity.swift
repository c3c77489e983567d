package import Access
import Synchronization

/// What was recorded for those who watch over the installation.
package final class RecordedSecurity: SecurityLog {
    private let kept = Mutex<[(event: SecurityEvent, source: SecuritySource)]>([])

    package init() {}

    package func record(_ event: SecurityEvent, by source: SecuritySource) {
        kept.withLock { $0.append((event, source)) }
    }

    package var events: [SecurityEvent] { kept.withLock { $0.map(\.event) } }
    package var sources: [SecuritySource] { kept.withLock { $0.map(\.source) } }
}
