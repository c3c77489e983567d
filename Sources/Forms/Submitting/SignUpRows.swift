import Contacts
import Storage
import Tracking

/// What became of a sign-up at once.
package enum SignUpOutcome: Int64, Sendable {
    /// No consent was asked for.
    case nothingAsked = 0
    /// Whatever was asked for had been given before.
    case nothingLeft = 1
    /// Nothing can be sent to the address.
    case invalidAddress = 2
    case linkSent = 3
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
                expires_at, address, user_agent, visitor, token_hash)
            VALUES (\(id), \(signUp.form.number), \(signUp.version), \(signUp.number), \(outcome.rawValue),
                \(signUp.asksEmail), \(signUp.asksMobile), \(signUp.wording), \(signUp.madeAt), \(signUp.expiresAt),
                \(evidence.address), \(evidence.userAgent), \(signUp.visitor?.text), \(tokenHash))
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
                AND confirmed_at IS NULL AND voided_at IS NULL
            """
        ) { $0.integer(0) }
        return id != nil
    }

    func find(tokenHash: [UInt8]) throws -> SignUp? {
        try connection.firstRow(
            """
            SELECT id, form_id, version, number, asks_email, asks_mobile, wording, made_at, expires_at, address,
                user_agent, confirmed_at, voided_at, visitor
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
                confirmedAt: row.optionalInteger(11),
                voidedAt: row.optionalInteger(12)
            )
        }
    }

    func confirm(_ signUp: SignUp, at now: Int64) throws {
        try connection.execute("UPDATE sign_up SET confirmed_at = \(now) WHERE id = \(signUp.id)")
    }

    /// Ends the links of a contact that wait for a click.
    func endLinks(of number: UInt32, at now: Int64) throws {
        try connection.execute(
            """
            UPDATE sign_up SET voided_at = \(now)
            WHERE number = \(number) AND confirmed_at IS NULL AND voided_at IS NULL
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
}
