import Crypto
import Foundation
package import Storage

/// The web addresses to which mail servers and providers send reports.
///
/// The end of an address is a secret, of which only a digest is kept, so that reading the database does not give it away. A provider
/// that notifies in its own way has an address of its own, so that nothing else is taken there.
package enum BounceHook {
    /// What an address takes.
    package enum Kind: Sendable, Hashable {
        /// Reports as e-mails.
        case mail
        /// Notifications of a provider, with what proves that they come from it.
        case provider(BounceProvider, key: String?)
    }

    private static let name = "bounce-hook"
    /// The setting with the keys of all providers, encrypted.
    private static let keys = "bounce-hook-keys"

    /// Makes a new secret; the one before is good for nothing from then on.
    ///
    /// - Parameters:
    ///   - connection: In a transaction that writes.
    ///   - provider: Whose address it is; `nil` for reports as e-mails.
    ///   - key: What proves that notifications come from the provider, checked.
    /// - Returns: The path of the address.
    /// - Throws: `StorageError`.
    package static func renew(
        _ connection: any Connection,
        for provider: BounceProvider? = nil,
        key: String? = nil
    ) throws -> String {
        let secret = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }.base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        try store(digest(secret), as: name(of: provider), connection)
        if let provider { try setKey(key, of: provider, connection) }
        return "/hooks/bounces/\(secret)"
    }

    /// Takes no more reports there.
    ///
    /// - Throws: `StorageError`.
    package static func close(_ connection: any Connection, for provider: BounceProvider? = nil) throws {
        try connection.execute("DELETE FROM setting WHERE name = \(name(of: provider))")
        if let provider { try setKey(nil, of: provider, connection) }
    }

    /// What the address with this end takes; `nil` where there is no such address.
    ///
    /// - Throws: `StorageError`.
    package static func kind(of secret: String, _ connection: any Connection) throws -> Kind? {
        // Digests are compared, so that the time of the answer tells nothing about the secret.
        let digest = digest(secret)
        let found = try connection.rows(
            "SELECT name FROM setting WHERE value = \(digest) AND name LIKE \(name + "%")"
        ) { $0.text(0) }
        if found.contains(name) { return .mail }
        guard let provider = BounceProvider.allCases.first(where: { found.contains(name(of: $0)) }) else { return nil }
        return .provider(provider, key: try storedKeys(connection)[provider.rawValue])
    }

    private static func name(of provider: BounceProvider?) -> String {
        provider.map { "\(name)-\($0.rawValue)" } ?? name
    }

    private static func setKey(_ key: String?, of provider: BounceProvider, _ connection: any Connection) throws {
        var stored = try storedKeys(connection)
        guard stored[provider.rawValue] != key else { return }
        stored[provider.rawValue] = key
        guard !stored.isEmpty else {
            try connection.execute("DELETE FROM setting WHERE name = \(keys)")
            return
        }
        let text = String(decoding: try JSONEncoder().encode(stored), as: UTF8.self)
        try store(try connection.seal(text, as: .providerKeys, row: keys), as: keys, connection)
    }

    private static func storedKeys(_ connection: any Connection) throws -> [String: String] {
        let sealed = try connection.firstRow("SELECT value FROM setting WHERE name = \(keys)") { $0.text(0) }
        guard let sealed else { return [:] }
        let text = try connection.open(sealed, as: .providerKeys, row: keys)
        guard let stored = try? JSONDecoder().decode([String: String].self, from: Data(text.utf8)) else {
            throw StorageError(.corrupt, "the keys of providers cannot be read")
        }
        return stored
    }

    private static func store(_ value: String, as name: String, _ connection: any Connection) throws {
        try connection.execute(
            """
            INSERT INTO setting (name, value) VALUES (\(name), \(value))
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """
        )
    }

    private static func digest(_ secret: String) -> String {
        Data(SHA256.hash(data: Data(secret.utf8))).base64EncodedString()
    }
}
