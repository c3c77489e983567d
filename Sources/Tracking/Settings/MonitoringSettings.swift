package import Contacts
package import Storage

/// What the workspace says about monitoring.
package struct MonitoringSettings: Sendable, Hashable {
    private static let signalsName = "honour-privacy-signals"
    private static let daysName = "unknown-visit-days"

    /// For how many days visits of unknown visitors can be kept.
    package static let days: ClosedRange<Int64> = 1...3650
    private static let defaultDays: Int64 = 90

    package let sites: MonitoredSites
    /// Whether visitors are let alone whose browsers ask for it, by Do-Not-Track or Global Privacy Control.
    package let honoursPrivacySignals: Bool
    /// For how many days visits of unknown visitors are kept.
    package let unknownDays: Int64

    /// Reads them, inside one transaction.
    package init(_ connection: any Connection) throws {
        sites = try MonitoredSites(connection)
        honoursPrivacySignals = try Workspace.value(of: Self.signalsName, in: connection) != "no"
        unknownDays = try Workspace.value(of: Self.daysName, in: connection).flatMap(Int64.init) ?? Self.defaultDays
    }

    /// Sets what can be set, apart from the sites.
    ///
    /// - Throws: `MonitoringError.days`, `StorageError`.
    package static func set(
        honoursPrivacySignals: Bool,
        unknownDays: Int64,
        in connection: any Connection
    ) throws {
        guard days.contains(unknownDays) else { throw MonitoringError.days }
        try Workspace.set(signalsName, honoursPrivacySignals ? "yes" : "no", in: connection)
        try Workspace.set(daysName, "\(unknownDays)", in: connection)
    }
}

/// Why settings of monitoring cannot be kept.
package enum MonitoringError: ExplainedError, Equatable {
    case days
    case points(ScoredActivity)

    /// The error in words, with what to do.
    package var message: String {
        switch self {
        case .days:
            "visits of unknown visitors are kept for \(MonitoringSettings.days.lowerBound) to \(MonitoringSettings.days.upperBound.grouped) days"
        case .points(let activity):
            "points for “\(activity.label)” are a whole number from \(ScoredActivity.range.lowerBound.grouped) to \(ScoredActivity.range.upperBound.grouped)"
        }
    }
}
