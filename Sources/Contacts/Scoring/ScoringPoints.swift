import Bitmaps
package import Storage

/// The points for what contacts do, as the workspace has set them.
package struct ScoringPoints: Sendable, Hashable {
    private var points: [ScoredActivity: Int64]

    /// Reads the settings, inside one transaction.
    package init(_ connection: any Connection) throws {
        points = [:]
        for activity in ScoredActivity.allCases {
            points[activity] = try Workspace.value(of: Self.setting(activity), in: connection).flatMap(Int64.init)
        }
    }

    /// What somebody gets for it.
    package func points(for activity: ScoredActivity) -> Int64 { points[activity] ?? activity.defaultPoints }

    /// Sets the points of an activity.
    package static func set(_ points: Int64, for activity: ScoredActivity, in connection: any Connection) throws {
        try Workspace.set(setting(activity), "\(points)", in: connection)
    }

    /// The change that gives contacts their points, to go through the door together with the activities.
    ///
    /// A score stays within the range of scores. The buckets of the contacts must be locked.
    ///
    /// - Parameters:
    ///   - gained: What each contact gets.
    ///   - reader: What the contacts hold.
    /// - Returns: Nothing where no score changes.
    /// - Throws: What the reader throws.
    package static func change(adding gained: [UInt32: Int64], reading reader: any FacetReader) throws -> Change? {
        let numbers = gained.filter { $0.value != 0 }.keys.sorted()
        var changed: [UInt32] = []
        var old: [FacetValue] = []
        var new: [FacetValue] = []
        for (number, value) in zip(numbers, try reader.values(of: .score, for: numbers)) {
            guard case .integer(let score) = value, let points = gained[number] else { continue }
            let result = min(max(score + points, Contact.scores.lowerBound), Contact.scores.upperBound)
            guard result != score else { continue }
            changed.append(number)
            old.append(value)
            new.append(.integer(result))
        }
        guard !changed.isEmpty else { return nil }
        return Change(.score, Bitmap(changed), from: Change.Values(old), to: Change.Values(new))
    }

    private static func setting(_ activity: ScoredActivity) -> String { "points-\(activity.rawValue)" }
}
