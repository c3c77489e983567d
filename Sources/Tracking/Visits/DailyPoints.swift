import Bitmaps
import Contacts
import Foundation
import Storage

/// Keeps the points that contacts get for visits within the daily limit of the settings, inside one transaction.
///
/// Everybody who knows the id of a contact can send hits in its name. The day is that of the server, since a hit says
/// itself when it was. The buckets of the contacts must be locked.
final class DailyPoints {
    private let connection: any Connection
    private let limit: Int64
    private let day: Int64
    private var used: [UInt32: Int64] = [:]
    private var changed: Set<UInt32> = []

    /// Prepares the limit of a transaction at a time, in milliseconds.
    init(_ connection: any Connection, at now: Int64) throws {
        self.connection = connection
        limit = try MonitoringSettings.dailyPoints(connection)
        let seconds = now / 1000
        let date = Date(timeIntervalSince1970: TimeInterval(seconds))
        day = (seconds + Int64(try Workspace.timeZone(in: connection).secondsFromGMT(for: date))) / 86_400
    }

    /// Reads what contacts got today.
    func load(_ numbers: [UInt32]) throws {
        let unknown = numbers.filter { used[$0] == nil }
        guard !unknown.isEmpty else { return }
        for number in unknown { used[number] = 0 }
        try connection.forEachRow(
            """
            SELECT number, points FROM visit_points
            WHERE day = \(day) AND \(.isMember("number", Bitmap(unknown)))
            """
        ) { used[$0.number(0)] = $0.integer(1) }
    }

    /// What is left of points that a contact would get, which counts from then on.
    func granted(_ points: Int64, to number: UInt32) -> Int64 {
        let before = used[number] ?? 0
        let granted = min(points.magnitude, UInt64(max(0, limit - before)))
        guard granted > 0 else { return 0 }
        used[number] = before + Int64(granted)
        changed.insert(number)
        return points < 0 ? -Int64(granted) : Int64(granted)
    }

    /// Writes what contacts got.
    func save() throws {
        guard !changed.isEmpty else { return }
        try connection.execute(
            """
            INSERT INTO visit_points (number, day, points) VALUES (?, ?, ?)
            ON CONFLICT (number) DO UPDATE SET day = excluded.day, points = excluded.points
            """,
            width: 3,
            values: changed.sorted().flatMap { number -> [SQLValue] in
                [number.sqlValue, .integer(day), .integer(used[number] ?? 0)]
            }
        )
        changed = []
    }
}
