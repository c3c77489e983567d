package import Contacts
package import Storage
import Synchronization

/// Where pages of the shop turn to with their hits.
package final class MonitoringDesk: Sendable {
    /// How long settings are believed, in milliseconds; another server may have changed them.
    private static let lifetime: Int64 = 2_000

    private struct Known {
        let settings: MonitoringSettings
        let readAt: Int64
    }

    private let database: any Database
    private let time: TimeSource
    private let queue: HitQueue
    private let known = Mutex<Known?>(nil)

    package init(_ database: any Database, time: TimeSource, queue: HitQueue? = nil) {
        self.database = database
        self.time = time
        self.queue = queue ?? HitQueue(database, time: time)
    }

    /// The settings, at most two seconds old.
    package func settings() async throws -> MonitoringSettings {
        let now = time.now
        if let known = known.withLock({ $0 }), (0..<Self.lifetime).contains(now - known.readAt) {
            return known.settings
        }
        return try await read(at: now)
    }

    /// Forgets the settings, since somebody changed them here.
    package func forgetSettings() { known.withLock { $0 = nil } }

    /// Takes a hit.
    ///
    /// - Parameters:
    ///   - hit: What a page tells.
    ///   - wantsPrivacy: Whether the browser asks to be let alone.
    /// - Returns: Whether it was kept.
    /// - Throws: `HitError` when the page is not of a monitored site, or too many hits are waiting; `StorageError`.
    @discardableResult
    package func take(_ hit: Hit, wantsPrivacy: Bool) async throws -> Bool {
        let settings = try await settings()
        if wantsPrivacy, settings.honoursPrivacySignals { return false }
        if case .seen(let seen) = hit.content, !settings.sites.cover(seen.address.host) {
            throw HitError.notMonitored(seen.address.host)
        }
        try await queue.take(hit)
        return true
    }

    private func read(at now: Int64) async throws -> MonitoringSettings {
        let settings = try await database.read { try MonitoringSettings($0) }
        known.withLock { $0 = Known(settings: settings, readAt: now) }
        return settings
    }
}
