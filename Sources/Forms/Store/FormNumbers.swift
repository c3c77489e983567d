package import Contacts
package import Storage

/// How many signed up with a form, and what became of it.
///
/// Sign-ups of contacts that were deleted for good are no longer counted.
package struct FormNumbers: Sendable, Hashable {
    package private(set) var submitted = 0
    package private(set) var confirmed = 0
    /// The link was sent, and may still be followed.
    package private(set) var waiting = 0
    /// The link was not followed in time, or ended by unsubscribing.
    package private(set) var expired = 0
    /// What was kept out, by reason; nothing for those who do not see the whole base.
    package private(set) var refusals: [FormRefusal: Int] = [:]

    /// Counts.
    ///
    /// - Parameters:
    ///   - form: Which form.
    ///   - reach: Whose contacts count.
    ///   - now: The present time, in milliseconds.
    ///   - connection: The transaction.
    /// - Throws: `StorageError`.
    package init(of form: FormID, within reach: Reach, at now: Int64, _ connection: any Connection) throws {
        let sent = SignUpOutcome.linkSent.rawValue
        try connection.forEachRow(
            """
            SELECT CASE WHEN confirmed_at IS NOT NULL THEN 1
                WHEN outcome <> \(sent) THEN 0
                WHEN voided_at IS NOT NULL OR expires_at <= \(now) THEN 3 ELSE 2 END AS fate, COUNT(*)
            FROM sign_up WHERE form_id = \(form.number)\(reach.narrowing("number")) GROUP BY 1
            """
        ) { row in
            let count = Int(row.integer(1))
            submitted += count
            switch row.integer(0) {
            case 1: confirmed = count
            case 2: waiting = count
            case 3: expired = count
            default: break
            }
        }
        guard reach == .everybody else { return }
        try connection.forEachRow("SELECT reason, refusals FROM form_refusal WHERE form_id = \(form.number)") { row in
            if let reason = FormRefusal(rawValue: row.text(0)) { refusals[reason] = Int(row.integer(1)) }
        }
    }
}
