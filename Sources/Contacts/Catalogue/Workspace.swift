package import Foundation
package import Storage

/// Settings that hold for everybody who works on one database.
package enum Workspace {
    private static let timeZoneName = "time-zone"

    /// The time zone whose calendar days selections and pages mean; UTC until one is set.
    package static func timeZone(in connection: any Connection) throws -> TimeZone {
        let name = try connection.firstRow("SELECT value FROM setting WHERE name = \(timeZoneName)") { $0.text(0) }
        return name.flatMap(TimeZone.init(identifier:)) ?? .gmt
    }

    /// Sets the time zone.
    package static func set(_ timeZone: TimeZone, in connection: any Connection) throws {
        try connection.execute(
            """
            INSERT INTO setting (name, value) VALUES (\(timeZoneName), \(timeZone.identifier))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """
        )
    }
}
