import Contacts
import Storage

/// Reads and writes keys, inside one transaction.
struct KeyRows {
    private let connection: any Connection

    init(_ connection: any Connection) {
        self.connection = connection
    }

    func add(_ key: APIKey, secret: String) throws {
        let hash = key.kind == .token ? Secret.hash(secret) : nil
        let kept = key.kind == .client ? try connection.seal(secret, as: .clientSecret, row: key.id) : nil
        try connection.execute(
            """
            INSERT INTO api_key (id, name, user_id, token_hash, client_id, client_secret, created_at, expires_at)
            VALUES (
                \(key.id), \(key.name), \(key.user.number), \(hash), \(key.clientID), \(kept), \(key.createdAt),
                \(key.expiresAt)
            )
            """
        )
    }

    /// Keys, the newest first.
    func all(of user: UserID?) throws -> [APIKey] {
        let condition: SQL = user.map { "WHERE user_id = \($0.number) " } ?? ""
        return try connection.rows("SELECT \(Self.columns) FROM api_key \(condition)ORDER BY id DESC", Self.key)
    }

    func find(token: String) throws -> APIKey? {
        try connection.firstRow(
            "SELECT \(Self.columns) FROM api_key WHERE token_hash = \(Secret.hash(token))",
            Self.key
        )
    }

    /// A client and its secret.
    func find(client id: String) throws -> (key: APIKey, secret: String)? {
        let found = try connection.firstRow(
            "SELECT \(Self.columns), client_secret FROM api_key WHERE client_id = \(id)"
        ) { (key: Self.key($0), sealed: $0.text(8)) }
        guard let found else { return nil }
        return (found.key, try connection.open(found.sealed, as: .clientSecret, row: found.key.id))
    }

    func touch(_ id: Int64, at now: Int64) throws {
        try connection.execute(
            "UPDATE api_key SET used_at = \(now) WHERE id = \(id) AND (used_at IS NULL OR used_at < \(now))"
        )
    }

    /// - Returns: Whether there was a key that worked.
    func revoke(_ id: Int64, of user: UserID?, at now: Int64) throws -> Bool {
        let condition: SQL = user.map { " AND user_id = \($0.number)" } ?? ""
        return try connection.execute(
            "UPDATE api_key SET revoked_at = \(now) WHERE id = \(id) AND revoked_at IS NULL\(condition)"
        ) > 0
    }

    private static let columns: SQL = "id, name, user_id, client_id, created_at, expires_at, used_at, revoked_at"

    private static func key(_ row: any Row) -> APIKey {
        let clientID = row.optionalText(3)
        return APIKey(
            id: row.integer(0),
            name: row.text(1),
            user: UserID(row.integer(2)),
            kind: clientID == nil ? .token : .client,
            clientID: clientID,
            createdAt: row.integer(4),
            expiresAt: row.optionalInteger(5),
            usedAt: row.optionalInteger(6),
            revokedAt: row.optionalInteger(7)
        )
    }
}
