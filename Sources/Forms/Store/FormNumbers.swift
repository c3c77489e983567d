package import Contacts
package import Storage

/// How many signed up with a form, and what became of it.
///
/// Sign-ups of contacts that were permanently deleted are no longer counted.
package struct FormNumbers: Sendable, Hashable {
    package private(set) var submitted = 0
    package private(set) var confirmed = 0
    /// The link was sent, and may still be followed.
    package private(set) var waiting = 0
    /// The link was not followed in time, or ended by unsubscribing.
    package private(set) var expired = 0
    /// What was kept out, by reason; nothing for those who do not see the whole base.
    package private(set) var refusals: [FormRefusal: Int] = [:]

    /// Counts every sign-up of the form, independent of the user who asks.
    ///
    /// A user who sees only own contacts gets numbers that are the same for an address that others have and for a new
    /// one: neither marks of addresses nor withdrawals show in them.
    ///
    /// - Parameters:
    ///   - form: Which form.
    ///   - reach: Of who asks.
    ///   - now: The present time, in milliseconds.
    ///   - connection: The transaction.
    /// - Throws: `StorageError`.
    package init(of form: FormID, within reach: Reach, at now: Int64, _ connection: any Connection) throws {
        let isOver: SQL =
            reach == .everybody
            ? "outcome <> \(SignUpOutcome.linkSent.rawValue) THEN 0 WHEN voided_at IS NOT NULL OR expires_at <= \(now)"
            : "expires_at <= \(now)"
        try connection.forEachRow(
            """
            SELECT CASE WHEN confirmed_at IS NOT NULL THEN 1 WHEN \(isOver) THEN 3 ELSE 2 END AS fate, COUNT(*)
            FROM sign_up WHERE form_id = \(form.number) GROUP BY 1
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
