package import Contacts
import Crypto
import Foundation
package import Storage

/// Finds out which program makes a request.
package struct KeyDesk: Sendable {
    /// How exactly the database knows when a key was last used, in milliseconds: each use would otherwise write.
    private static let usedInterval: Int64 = 60_000
    private let database: any Database
    private let time: TimeSource

    package init(_ database: any Database, time: TimeSource) {
        self.database = database
        self.time = time
    }

    /// Who holds a token.
    ///
    /// - Returns: Nothing when the token is unknown, revoked or expired, or its user is disabled.
    /// - Throws: `StorageError`.
    package func holder(ofToken token: String) async throws -> KeyHolder? {
        guard !token.utf8.contains(0) else { return nil }
        return try await holder { try KeyRows($0).find(token: token) }
    }

    /// Who signs as a client of the API of SALESmanago.
    ///
    /// The signature is the SHA-1 of a text of the program's choice, the client's id and the client's secret (API v2 of
    /// SALESmanago, "Authentication"). It is weak where somebody listens, since it stays valid; the secret stays safe.
    ///
    /// - Parameters:
    ///   - client: The id of the client.
    ///   - salt: The text of the program's choice, `apiKey` in the protocol.
    ///   - signature: The signature as hexadecimal digits.
    /// - Returns: Nothing when the client is unknown, revoked or expired, the signature is wrong, or its user is disabled.
    /// - Throws: `StorageError`.
    package func holder(ofClient client: String, salt: String, signature: String) async throws -> KeyHolder? {
        guard !client.utf8.contains(0), let signature = Self.bytes(ofHex: signature) else { return nil }
        return try await holder { connection in
            guard let (key, secret) = try KeyRows(connection).find(client: client) else { return nil }
            // The comparison of digests takes the same time wherever they differ.
            return Self.signature(client: client, salt: salt, secret: secret) == signature ? key : nil
        }
    }

    /// The signature that a client sends with its requests, as hexadecimal digits.
    package static func signatureText(client: String, salt: String, secret: String) -> String {
        Secret.hex(Array(signature(client: client, salt: salt, secret: secret)))
    }

    private static func signature(client: String, salt: String, secret: String) -> Insecure.SHA1Digest {
        Insecure.SHA1.hash(data: Data((salt + client + secret).utf8))
    }

    private func holder(_ find: @escaping @Sendable (any Connection) throws -> APIKey?) async throws -> KeyHolder? {
        let now = time.now
        let holder = try await database.read { connection -> KeyHolder? in
            guard let key = try find(connection), key.isValid(at: now),
                let user = try UserDirectory(connection).user(key.user), user.isActive
            else { return nil }
            return KeyHolder(key: key, user: user)
        }
        guard let holder else { return nil }
        if now - (holder.key.usedAt ?? 0) >= Self.usedInterval {
            try await database.write { try KeyRows($0).touch(holder.key.id, at: now) }
        }
        return holder
    }

    private static func bytes(ofHex text: String) -> Data? {
        guard text.utf8.count == 2 * Insecure.SHA1.byteCount else { return nil }
        var bytes = Data()
        var rest = text[...]
        while !rest.isEmpty {
            guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return bytes
    }
}
