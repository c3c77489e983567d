import Storage

/// Counts failures to sign in, inside one transaction; every server of a database shares the counts.
///
/// A try counts as a failure from its beginning, until it turns out well: many tries at once get no further than one
/// after the other.
struct Throttle {
    private static let longestMemory: Int64 = 86_400_000
    private let connection: any Connection

    init(_ connection: any Connection) {
        self.connection = connection
    }

    /// Begins a try.
    ///
    /// Takes the subjects in the order of their texts, so that two tries never wait for each other in a circle.
    ///
    /// - Returns: When each subject last failed before this try, for `takeBack`.
    /// - Throws: `SignInError.throttled`, which must end the transaction: a refused try does not count.
    @discardableResult
    func begin(_ subjects: [ThrottledSubject], at now: Int64) throws -> [ThrottledSubject: Int64] {
        var until: Int64 = 0
        var lastFailures: [ThrottledSubject: Int64] = [:]
        for subject in subjects.sorted(by: { $0.text < $1.text }) {
            let past = try failures(of: subject, at: now)
            lastFailures[subject] = past.lastAt
            let end = past.lastAt + subject.wait(after: past.count)
            if past.count >= subject.freeFailures, now < end { until = max(until, end) }
            try connection.execute(
                """
                UPDATE sign_in_failure SET failures = \(past.count + 1), last_at = \(now)
                WHERE subject = \(subject.text)
                """
            )
        }
        guard until == 0 else { throw SignInError.throttled(until: until) }
        return lastFailures
    }

    /// Forgets every failure of the subject.
    func clear(_ subject: ThrottledSubject) throws {
        try connection.execute("DELETE FROM sign_in_failure WHERE subject = \(subject.text)")
    }

    /// Takes back the one failure as which a try counted that turned out well.
    ///
    /// The rest stays: somebody with one account could otherwise go on trying others for ever. Nor does it wait longer, or is
    /// it remembered longer, for a try that was none; unless somebody failed meanwhile.
    ///
    /// - Parameters:
    ///   - subject: Whose.
    ///   - now: When the try began.
    ///   - lastFailure: When the subject last failed before it.
    /// - Throws: `StorageError`.
    func takeBack(_ subject: ThrottledSubject, begunAt now: Int64, lastFailure: Int64) throws {
        try connection.execute(
            """
            UPDATE sign_in_failure SET failures = failures - 1,
                last_at = CASE WHEN last_at = \(now) THEN \(lastFailure) ELSE last_at END
            WHERE subject = \(subject.text) AND failures > 0
            """
        )
    }

    /// Takes back what a try counted as that turned out well.
    func settle(_ attempt: ThrottledTry, begunAt now: Int64, lastFailures: [ThrottledSubject: Int64]) throws {
        try clear(attempt.own)
        for subject in attempt.shared.sorted(by: { $0.text < $1.text }) {
            try takeBack(subject, begunAt: now, lastFailure: lastFailures[subject] ?? now)
        }
    }

    /// Forgets the failures of an account, from every place.
    func clearAccount(_ email: String) throws {
        for secret in [ThrottledSecret.password, .code] {
            try clear(.account(secret, email))
            for prefix in ThrottledSubject.placePrefixes(secret, email) {
                // The semicolon is what follows the colon at the end.
                let end = prefix.dropLast() + ";"
                try connection.execute(
                    "DELETE FROM sign_in_failure WHERE subject >= \(prefix) AND subject < \(String(end))"
                )
            }
        }
    }

    /// Forgets what no longer counts.
    func tidy(at now: Int64) throws {
        try connection.execute("DELETE FROM sign_in_failure WHERE last_at <= \(now - Self.longestMemory)")
    }

    /// What is remembered, with the row held until the transaction ends.
    private func failures(of subject: ThrottledSubject, at now: Int64) throws -> (count: Int64, lastAt: Int64) {
        let row = try connection.firstRow(
            """
            INSERT INTO sign_in_failure (subject, failures, last_at) VALUES (\(subject.text), 0, \(now))
            ON CONFLICT (subject) DO UPDATE SET failures = sign_in_failure.failures RETURNING failures, last_at
            """
        ) { (count: $0.integer(0), lastAt: $0.integer(1)) }
        guard let row, row.lastAt > now - subject.memory else { return (0, now) }
        return row
    }
}
