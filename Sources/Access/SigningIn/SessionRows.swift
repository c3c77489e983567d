import Contacts
import Foundation
import Storage

/// Reads and writes sessions, inside one transaction.
struct SessionRows {
    private static let longestText = 300
    private let connection: any Connection

    init(_ connection: any Connection) {
        self.connection = connection
    }

    func add(_ token: SessionToken, of user: UserID, address: String, agent: String, at now: Int64) throws {
        try connection.execute(
            """
            INSERT INTO user_session (token_hash, user_id, created_at, seen_at, address, agent)
            VALUES (\(token.hash), \(user.number), \(now), \(now), \(Self.harmless(address)), \(Self.harmless(agent)))
            """
        )
    }

    /// Whose session it is and when it was last seen; nothing for one that is unknown or has run out.
    func find(_ token: SessionToken, at now: Int64) throws -> (user: UserID, seenAt: Int64)? {
        try connection.firstRow(
            "SELECT user_id, seen_at FROM user_session WHERE token_hash = \(token.hash) AND \(Self.isAlive(at: now))"
        ) { (UserID($0.integer(0)), $0.integer(1)) }
    }

    /// Every session of the user that has not run out, the last used first.
    func all(of user: UserID, at now: Int64) throws -> [Session] {
        try connection.rows(
            """
            SELECT token_hash, created_at, seen_at, address, agent FROM user_session
            WHERE user_id = \(user.number) AND \(Self.isAlive(at: now))
            ORDER BY seen_at DESC, created_at DESC, token_hash
            """
        ) {
            Session(
                id: Secret.hex($0.bytes(0)),
                createdAt: $0.integer(1),
                seenAt: $0.integer(2),
                address: $0.text(3),
                agent: $0.text(4)
            )
        }
    }

    func touch(_ token: SessionToken, at now: Int64) throws {
        try connection.execute(
            "UPDATE user_session SET seen_at = \(now) WHERE token_hash = \(token.hash) AND seen_at < \(now)"
        )
    }

    func end(_ token: SessionToken) throws {
        try connection.execute("DELETE FROM user_session WHERE token_hash = \(token.hash)")
    }

    /// Ends one session, if it is the user's own.
    func end(id: String, of user: UserID) throws {
        let hashes = try connection.rows(
            "SELECT token_hash FROM user_session WHERE user_id = \(user.number)",
            { $0.bytes(0) }
        )
        for hash in hashes where Secret.hex(hash) == id {
            try connection.execute("DELETE FROM user_session WHERE token_hash = \(hash)")
        }
    }

    /// Ends the sessions of a user, and sign-ins of the user that wait for a code.
    func endAll(of user: UserID, except token: SessionToken? = nil) throws {
        try PendingRows(connection).endAll(of: user)
        let kept = token?.hash ?? []
        try connection.execute(
            "DELETE FROM user_session WHERE user_id = \(user.number) AND token_hash <> \(kept)"
        )
    }

    /// Forgets what has run out.
    func tidy(at now: Int64) throws {
        try connection.execute("DELETE FROM user_session WHERE NOT (\(Self.isAlive(at: now)))")
    }

    private static func isAlive(at now: Int64) -> SQL {
        "created_at > \(now - Session.absoluteLimit) AND seen_at > \(now - Session.idleLimit)"
    }

    /// What a stranger sent, as far as it is worth keeping and can be kept.
    private static func harmless(_ text: String) -> String {
        let scalars = text.unicodeScalars.lazy.filter { $0.properties.generalCategory != .control }
        return String(String.UnicodeScalarView(scalars.prefix(longestText)))
    }
}
