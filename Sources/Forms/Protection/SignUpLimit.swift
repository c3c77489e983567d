import Access
import Contacts
import Storage

/// How often one network, or one e-mail address, may sign up.
struct SignUpLimit {
    /// The form under which the database knows whom it limits; of an e-mail address it is a hash.
    private let subject: String
    private let maximum: Int64
    /// In milliseconds.
    private let span: Int64

    /// A household, an office or a fair behind one address.
    static func network(_ address: String) -> SignUpLimit {
        SignUpLimit(subject: "network:" + NetworkPart.of(address), maximum: 30, span: 3_600_000)
    }

    /// Somebody who may not even know: each sign-up can send them a message.
    static func address(_ email: EmailAddress) -> SignUpLimit {
        SignUpLimit(subject: "address:" + Secret.hex(Secret.hash(email.key)), maximum: 5, span: longestSpan)
    }

    private static let longestSpan: Int64 = 86_400_000

    /// Counts one more, and holds the count until the transaction ends.
    ///
    /// - Returns: Whether it is still within the limit; what is not does not count.
    /// - Throws: `StorageError`.
    func admits(at now: Int64, _ connection: any Connection) throws -> Bool {
        let count = try connection.firstRow(
            """
            INSERT INTO sign_up_limit (subject, sign_ups, began_at) VALUES (\(subject), 1, \(now))
            ON CONFLICT (subject) DO UPDATE SET
                sign_ups = CASE WHEN sign_up_limit.began_at <= \(now - span) THEN 1
                    WHEN sign_up_limit.sign_ups > \(maximum) THEN sign_up_limit.sign_ups
                    ELSE sign_up_limit.sign_ups + 1 END,
                began_at = CASE WHEN sign_up_limit.began_at <= \(now - span) THEN \(now)
                    ELSE sign_up_limit.began_at END
            RETURNING sign_ups
            """
        ) { $0.integer(0) }
        return (count ?? 0) <= maximum
    }

    /// Forgets what no longer counts.
    static func tidy(at now: Int64, _ connection: any Connection) throws {
        try connection.execute("DELETE FROM sign_up_limit WHERE began_at <= \(now - longestSpan)")
    }
}
