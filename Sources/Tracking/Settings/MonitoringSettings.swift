package import Contacts
package import Storage

/// What the workspace says about monitoring.
package struct MonitoringSettings: Sendable, Hashable {
    private static let signalsName = "honour-privacy-signals"
    private static let daysName = "unknown-visit-days"

    /// For how many days visits of unknown visitors can be kept.
    package static let days: ClosedRange<Int64> = 1...3650
    private static let defaultDays: Int64 = 90
    private static let dailyPointsName = "daily-visit-points"

    /// How many points a day a contact can get for visits.
    package static let dailyPoints: ClosedRange<Int64> = 0...1_000_000
    private static let defaultDailyPoints: Int64 = 100

    package let sites: MonitoredSites
    /// Whether visitors are let alone whose browsers ask for it, by Do-Not-Track or Global Privacy Control.
    package let honoursPrivacySignals: Bool
    /// For how many days visits of unknown visitors are kept.
    package let unknownDays: Int64
    /// By how many points at most visits move the score of a contact in a day.
    package let dailyPoints: Int64

    /// Reads them, inside one transaction.
    package init(_ connection: any Connection) throws {
        sites = try MonitoredSites(connection)
        honoursPrivacySignals = try Workspace.value(of: Self.signalsName, in: connection) != "no"
        unknownDays = try Workspace.value(of: Self.daysName, in: connection).flatMap(Int64.init) ?? Self.defaultDays
        dailyPoints = try Self.dailyPoints(connection)
    }

    static func dailyPoints(_ connection: any Connection) throws -> Int64 {
        try Workspace.value(of: dailyPointsName, in: connection).flatMap(Int64.init) ?? defaultDailyPoints
    }

    /// Sets what can be set, apart from the sites.
    ///
    /// - Throws: `MonitoringError`, `StorageError`.
    package static func set(
        honoursPrivacySignals: Bool,
        unknownDays: Int64,
        dailyPoints: Int64? = nil,
        in connection: any Connection
    ) throws {
        guard days.contains(unknownDays) else { throw MonitoringError.days }
        try Workspace.set(signalsName, honoursPrivacySignals ? "yes" : "no", in: connection)
        try Workspace.set(daysName, "\(unknownDays)", in: connection)
        guard let dailyPoints else { return }
        guard Self.dailyPoints.contains(dailyPoints) else { throw MonitoringError.dailyPoints }
        try Workspace.set(dailyPointsName, "\(dailyPoints)", in: connection)
    }
}

/// Why settings of monitoring cannot be kept.
package enum MonitoringError: ExplainedError, Equatable {
    case days
    case dailyPoints
    case points(ScoredActivity)

    /// The error in words, with what to do.
    package var message: String {
        switch self {
        case .days:
            "visits of unknown visitors are kept for \(MonitoringSettings.days.lowerBound) to \(MonitoringSettings.days.upperBound.grouped) days"
        case .dailyPoints:
            "points for visits in a day are a whole number from \(MonitoringSettings.dailyPoints.lowerBound) to \(MonitoringSettings.dailyPoints.upperBound.grouped)"
        case .points(let activity):
            "points for “\(activity.label)” are a whole number from \(ScoredActivity.range.lowerBound.grouped) to \(ScoredActivity.range.upperBound.grouped)"
        }
    }
}
