import Access
import Bitmaps
import Contacts
import Messaging
import Storage

/// Keeps sign-ups, and orders the message with the link where one is to be sent.
struct SignUpKeeping {
    /// Who sends the same again within this time clicked twice, in milliseconds.
    private static let repetition: Int64 = 600_000

    let definition: FormDefinition
    /// The language of the message.
    let language: String
    let cause: Cause
    let now: Int64

    /// Keeps a sign-up.
    ///
    /// - Returns: Whether it is a new one, and no repetition.
    /// - Throws: `StorageError`.
    func keep(_ signUp: SignUp, _ outcome: SignUpOutcome, _ connection: any Connection) throws -> Bool {
        let rows = SignUpRows(connection)
        guard try !rows.isRepetition(signUp, since: now - Self.repetition) else { return false }
        let token = outcome == .linkSent ? Secret.make() : nil
        try rows.insert(signUp, outcome, tokenHash: token.map(Secret.hash))
        guard let token else { return true }
        let order = MessageOrder(
            try ConfirmationTemplate.find(for: definition, at: now, connection),
            .email,
            .confirmation,
            language: language,
            confirmation: ConfirmationDesk.path(of: token),
            addressKey: signUp.emailKey,
            cause: cause
        )
        try Outbox(connection).add(order, for: [signUp.number], at: now)
        return true
    }
}
