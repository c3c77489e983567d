import Crypto
import Foundation
package import Storage

/// The web address to which mail servers and providers send reports.
///
/// Its end is a secret. Only a digest of it is kept, so that reading the database does not give it away.
package enum BounceHook {
    private static let name = "bounce-hook"

    /// Makes a new secret; the one before is good for nothing from then on.
    ///
    /// - Returns: The path of the address.
    /// - Throws: `StorageError`.
    package static func renew(_ connection: any Connection) throws -> String {
        let secret = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }.base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        try connection.execute(
            """
            INSERT INTO setting (name, value) VALUES (\(name), \(digest(secret)))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """
        )
        return "/hooks/bounces/\(secret)"
    }

    /// Takes no more reports there.
    ///
    /// - Throws: `StorageError`.
    package static func close(_ connection: any Connection) throws {
        try connection.execute("DELETE FROM setting WHERE name = \(name)")
    }

    /// Whether the end of an address is the secret.
    ///
    /// - Throws: `StorageError`.
    package static func opens(_ secret: String, _ connection: any Connection) throws -> Bool {
        // Digests are compared, so that the time of the answer tells nothing about the secret.
        try connection.firstRow("SELECT value FROM setting WHERE name = \(name)") { $0.text(0) } == digest(secret)
    }

    private static func digest(_ secret: String) -> String {
        Data(SHA256.hash(data: Data(secret.utf8))).base64EncodedString()
    }
}
