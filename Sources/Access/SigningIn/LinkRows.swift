import Contacts
import Storage

/// Reads and writes one-time links, inside one transaction.
struct LinkRows {
    private let connection: any Connection

    init(_ connection: any Connection) {
        self.connection = connection
    }

    /// Adds a link; without a user it is one for the first administrator.
    func add(_ token: String, for user: UserID?, at now: Int64, until expiry: Int64) throws {
        try connection.execute(
            """
            INSERT INTO one_time_link (token_hash, user_id, created_at, expires_at)
            VALUES (\(Secret.hash(token)), \(user?.number), \(now), \(expiry))
            """
        )
    }

    /// Whom a link is for; nothing when it is unknown, used or too old.
    func target(of token: String, at now: Int64) throws -> LinkTarget? {
        try connection.firstRow(
            "SELECT user_id FROM one_time_link WHERE token_hash = \(Secret.hash(token)) AND expires_at > \(now)",
            { $0.optionalInteger(0).map { .user(UserID($0)) } ?? .firstAdministrator }
        )
    }

    func endAll(of user: UserID) throws {
        try connection.execute("DELETE FROM one_time_link WHERE user_id = \(user.number)")
    }

    func endFirstAdministrator() throws {
        try connection.execute("DELETE FROM one_time_link WHERE user_id IS NULL")
    }

    /// Forgets what has run out.
    func tidy(at now: Int64) throws {
        try connection.execute("DELETE FROM one_time_link WHERE expires_at <= \(now)")
    }
}

/// Whom a one-time link is for.
enum LinkTarget: Sendable, Equatable {
    case firstAdministrator
    case user(UserID)
}
