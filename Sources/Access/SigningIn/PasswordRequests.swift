import Contacts
package import Storage

/// Limits how often links for forgotten passwords are asked for and sent, inside one transaction.
///
/// The counts are rows that a transaction holds to its end, so that of requests at the same time one comes first.
package struct PasswordRequests {
    private struct Limit {
        let subject: String
        let requests: Int64
        /// In milliseconds.
        let span: Int64
    }

    private static let minute: Int64 = 60_000
    private let connection: any Connection

    package init(_ connection: any Connection) {
        self.connection = connection
    }

    /// Takes a request.
    ///
    /// - Parameters:
    ///   - email: What was given as the e-mail address.
    ///   - address: The network address of the request.
    ///   - now: The present time, in milliseconds.
    /// - Returns: The user to whom a link is sent; `nil` when there is none, or the user got one a moment ago.
    /// - Throws: `SignInError.throttled` when the network asks too often, or too many links are sent at present.
    package func take(_ email: String, from address: String, at now: Int64) throws -> User? {
        let hour = 60 * Self.minute
        let all = Limit(subject: "password:all", requests: 200, span: hour)
        let network = Limit(subject: "password:network:" + NetworkPart.of(address), requests: 10, span: hour)
        try connection.execute("DELETE FROM request_count WHERE started_at <= \(now - 24 * hour)")
        for limit in [all, network] {
            if let until = try end(of: limit, at: now) { throw SignInError.throttled(until: until) }
        }
        try count(network, at: now)
        guard let user = try UserDirectory(connection).user(email: email), user.isActive else { return nil }
        let own = [
            Limit(subject: "password:user:\(user.id.number)", requests: 1, span: 5 * Self.minute),
            Limit(subject: "password:user-day:\(user.id.number)", requests: 5, span: 24 * hour),
        ]
        for limit in own where try end(of: limit, at: now) != nil { return nil }
        for limit in own + [all] { try count(limit, at: now) }
        return user
    }

    /// When a limit that is reached lets the next request pass; holds the count until the transaction ends.
    private func end(of limit: Limit, at now: Int64) throws -> Int64? {
        let row = try connection.firstRow(
            """
            INSERT INTO request_count (subject, started_at, requests) VALUES (\(limit.subject), \(now), 0)
            ON CONFLICT (subject) DO UPDATE SET requests = request_count.requests RETURNING started_at, requests
            """
        ) { (startedAt: $0.integer(0), requests: $0.integer(1)) }
        guard let row, row.requests >= limit.requests, now < row.startedAt + limit.span else { return nil }
        return row.startedAt + limit.span
    }

    private func count(_ limit: Limit, at now: Int64) throws {
        let start = now - limit.span
        try connection.execute(
            """
            UPDATE request_count SET requests = CASE WHEN started_at <= \(start) THEN 1 ELSE requests + 1 END,
                started_at = CASE WHEN started_at <= \(start) THEN \(now) ELSE started_at END
            WHERE subject = \(limit.subject)
            """
        )
    }
}
