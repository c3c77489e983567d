import Contacts
import Storage
import Tracking

/// What became of a sign-up at once.
///
/// Rows of earlier versions also have 0, no consent was asked for, and 1, nothing was left to consent to.
package enum SignUpOutcome: Int64, Sendable {
    /// Nothing can be sent to the address.
    case invalidAddress = 2
    case linkSent = 3
}

/// What the confirmation of a sign-up still applies, besides the consent.
enum PendingChanges: Int64, Sendable {
    case none = 0
    /// The answers, for a contact that was there before.
    case answers = 1
    /// The answers and the owner, for a contact that the sign-up made without them.
    case newContact = 2
}

/// A sign-up as it is kept.
struct SignUp: Sendable {
    let id: Int64
    let form: FormID
    let version: Int64
    let number: UInt32
    let asksEmail: Bool
    let asksMobile: Bool
    let wording: Int64?
    let madeAt: Int64
    let expiresAt: Int64
    let address: String?
    let userAgent: String?
    /// Whom the shop's pages saw sign up, by the cookie of the monitoring script.
    let visitor: TrackingID?
    /// What was answered; gone once it is applied or the link ends.
    let answers: KeptAnswers?
    let pending: PendingChanges
    /// The key of the address that was typed; `nil` in rows of earlier versions.
    let emailKey: String?
    let confirmedAt: Int64?
    let voidedAt: Int64?
}

/// Reads and writes sign-ups, inside one transaction.
struct SignUpRows {
    private let connection: any Connection

    init(_ connection: any Connection) {
        self.connection = connection
    }

    /// Keeps a sign-up; its id plays no role.
    func insert(_ signUp: SignUp, _ outcome: SignUpOutcome, tokenHash: [UInt8]?) throws {
        let id = try connection.advance(counter: "sign-up")
        let evidence = Evidence(address: signUp.address, userAgent: signUp.userAgent)
        try connection.execute(
            """
            INSERT INTO sign_up (id, form_id, version, number, outcome, asks_email, asks_mobile, wording, made_at,
                expires_at, address, user_agent, visitor, token_hash, answers, pending, email_key)
            VALUES (\(id), \(signUp.form.number), \(signUp.version), \(signUp.number), \(outcome.rawValue),
                \(signUp.asksEmail), \(signUp.asksMobile), \(signUp.wording), \(signUp.madeAt), \(signUp.expiresAt),
                \(evidence.address), \(evidence.userAgent), \(signUp.visitor?.text), \(tokenHash),
                \(try signUp.answers?.json), \(signUp.pending.rawValue), \(signUp.emailKey))
            """
        )
    }

    /// Whether the same was asked for with the same form a moment ago, as who clicks twice does.
    func isRepetition(_ signUp: SignUp, since: Int64) throws -> Bool {
        let id = try connection.firstRow(
            """
            SELECT id FROM sign_up WHERE number = \(signUp.number) AND form_id = \(signUp.form.number)
                AND version = \(signUp.version) AND asks_email = \(signUp.asksEmail)
                AND asks_mobile = \(signUp.asksMobile) AND made_at > \(since)
                AND COALESCE(answers, '') = \(try signUp.answers?.json ?? "")
                AND confirmed_at IS NULL AND voided_at IS NULL
            """
        ) { $0.integer(0) }
        return id != nil
    }

    func find(tokenHash: [UInt8]) throws -> SignUp? {
        try connection.firstRow(
            """
            SELECT id, form_id, version, number, asks_email, asks_mobile, wording, made_at, expires_at, address,
                user_agent, confirmed_at, voided_at, visitor, answers, pending, email_key
            FROM sign_up WHERE token_hash = \(tokenHash)
            """
        ) { row in
            SignUp(
                id: row.integer(0),
                form: FormID(row.integer(1)),
                version: row.integer(2),
                number: row.number(3),
                asksEmail: row.flag(4),
                asksMobile: row.flag(5),
                wording: row.optionalInteger(6),
                madeAt: row.integer(7),
                expiresAt: row.integer(8),
                address: row.optionalText(9),
                userAgent: row.optionalText(10),
                visitor: row.optionalText(13).flatMap(TrackingID.init),
                answers: try row.optionalText(14).map(KeptAnswers.init(json:)),
                pending: PendingChanges(rawValue: row.integer(15)) ?? .none,
                emailKey: row.optionalText(16),
                confirmedAt: row.optionalInteger(11),
                voidedAt: row.optionalInteger(12)
            )
        }
    }

    /// Notes the click, and drops the answers, which the caller applies.
    func confirm(_ signUp: SignUp, at now: Int64) throws {
        try connection.execute(
            "UPDATE sign_up SET confirmed_at = \(now), answers = NULL, pending = 0 WHERE id = \(signUp.id)"
        )
    }

    /// Whether the contact confirmed a sign-up that was made after this one.
    func hasLaterConfirmation(than signUp: SignUp) throws -> Bool {
        try connection.firstRow(
            """
            SELECT id FROM sign_up WHERE number = \(signUp.number) AND confirmed_at IS NOT NULL
                AND (made_at > \(signUp.madeAt) OR made_at = \(signUp.madeAt) AND id > \(signUp.id))
            """
        ) { $0.integer(0) } != nil
    }

    /// Ends the links of a contact that wait for a click and were made until a time.
    func endLinks(of number: UInt32, madeUntil latest: Int64, at now: Int64) throws {
        try connection.execute(
            """
            UPDATE sign_up SET voided_at = \(now)
            WHERE number = \(number) AND made_at <= \(latest) AND confirmed_at IS NULL AND voided_at IS NULL
            """
        )
    }

    /// Forgets where the sign-ups came from that have expired.
    ///
    /// - Returns: How many.
    /// - Throws: `StorageError`.
    func forgetTraces(at now: Int64) throws -> Int {
        try connection.execute(
            """
            UPDATE sign_up SET address = NULL, user_agent = NULL, visitor = NULL
            WHERE address IS NOT NULL AND expires_at <= \(now)
            """
        )
    }

    /// Forgets the answers that no confirmation will apply any more.
    func forgetAnswers(at now: Int64) throws {
        try connection.execute(
            """
            UPDATE sign_up SET answers = NULL, pending = 0
            WHERE answers IS NOT NULL AND (expires_at <= \(now) OR voided_at IS NOT NULL)
            """
        )
    }
}
