package import Contacts
package import Storage

/// Makes, lists and revokes keys of the API.
package struct APIKeyStore: Sendable {
    /// What every token begins with, so that scanners for leaked secrets find it.
    package static let tokenPrefix = "kartoteka_"
    private static let clientIDLength = 22
    private let database: any Database
    private let time: TimeSource

    package init(_ database: any Database, time: TimeSource) {
        self.database = database
        self.time = time
    }

    /// Makes a key.
    ///
    /// - Parameters:
    ///   - name: What the program is called that uses it.
    ///   - kind: How the program shows it.
    ///   - user: With whose rights the program works.
    ///   - expiry: From when on it does not work any more, in milliseconds; nothing means never.
    /// - Returns: The key with its secret, of which a token's is not kept.
    /// - Throws: `APIKeyError` when the name is unfit or the time is past; `UserError` when the user is unknown or
    ///   disabled; `StorageError`.
    package func make(
        _ name: String,
        _ kind: APIKey.Kind,
        for user: UserID,
        expiresAt expiry: Int64? = nil
    ) async throws -> NewAPIKey {
        let name = try Self.checked(name)
        let now = time.now
        guard expiry.map({ $0 > now }) ?? true else { throw APIKeyError.expired }
        let secret = (kind == .token ? Self.tokenPrefix : "") + Secret.make()
        let clientID = kind == .client ? String(Secret.make().prefix(Self.clientIDLength)) : nil
        return try await database.write { connection in
            let owner = try UserRows(connection).existing(user)
            guard owner.isActive else { throw UserError.disabled(owner.email) }
            let key = APIKey(
                id: try connection.advance(counter: "api-key"),
                name: name,
                user: user,
                kind: kind,
                clientID: clientID,
                createdAt: now,
                expiresAt: expiry,
                usedAt: nil,
                revokedAt: nil
            )
            try KeyRows(connection).add(key, secret: secret)
            return NewAPIKey(key: key, secret: secret)
        }
    }

    /// Every key of a user, or of everybody, the newest first; revoked ones too.
    package func all(of user: UserID? = nil) async throws -> [APIKey] {
        try await database.read { try KeyRows($0).all(of: user) }
    }

    /// Makes a key worthless for good.
    ///
    /// - Parameters:
    ///   - id: The number of the key.
    ///   - user: Only a key of this user; nothing means anybody's.
    /// - Throws: `APIKeyError.unknown` when there is no such key, or it is revoked; `StorageError`.
    package func revoke(_ id: Int64, of user: UserID? = nil) async throws {
        let now = time.now
        let isRevoked = try await database.write { try KeyRows($0).revoke(id, of: user, at: now) }
        guard isRevoked else { throw APIKeyError.unknown(id) }
    }

    private static func checked(_ name: String) throws(APIKeyError) -> String {
        let line: String
        do { line = try name.line() } catch { throw .nameNotOneLine }
        guard !line.isEmpty else { throw .emptyName }
        guard line.count <= APIKey.maximumNameLength else { throw .nameTooLong(actual: line.count) }
        return line
    }
}
