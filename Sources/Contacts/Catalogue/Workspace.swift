package import Foundation
package import Storage

/// Settings that hold for everybody who works on one database.
package enum Workspace {
    private static let timeZoneName = "time-zone"
    private static let defaultOwnerName = "default-owner"
    private static let publicAddressName = "public-address"

    /// The time zone whose calendar days selections and pages mean; UTC until one is set.
    package static func timeZone(in connection: any Connection) throws -> TimeZone {
        try value(of: timeZoneName, in: connection).flatMap(TimeZone.init(identifier:)) ?? .gmt
    }

    /// Sets the time zone.
    package static func set(_ timeZone: TimeZone, in connection: any Connection) throws {
        try set(timeZoneName, timeZone.identifier, in: connection)
    }

    /// Who owns contacts that are made without an owner; nobody until there are users.
    package static func defaultOwner(in connection: any Connection) throws -> UserID? {
        try value(of: defaultOwnerName, in: connection).flatMap(Int64.init).map(UserID.init)
    }

    /// Sets who owns contacts that are made without an owner.
    package static func setDefaultOwner(_ user: UserID, in connection: any Connection) throws {
        try set(defaultOwnerName, "\(user.number)", in: connection)
    }

    /// Where people reach the program, which links in messages need; nothing until it was served once.
    package static func publicAddress(in connection: any Connection) throws -> URL? {
        try value(of: publicAddressName, in: connection).flatMap(URL.init(string:))
    }

    /// Sets where people reach the program.
    package static func setPublicAddress(_ address: URL, in connection: any Connection) throws {
        try set(publicAddressName, address.absoluteString, in: connection)
    }

    /// The text of a setting, if it is set.
    package static func value(of name: String, in connection: any Connection) throws -> String? {
        try connection.firstRow("SELECT value FROM setting WHERE name = \(name)") { $0.text(0) }
    }

    /// Sets a setting to a text.
    package static func set(_ name: String, _ value: String, in connection: any Connection) throws {
        try connection.execute(
            """
            INSERT INTO setting (name, value) VALUES (\(name), \(value))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """
        )
    }
}
