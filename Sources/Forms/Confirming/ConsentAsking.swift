package import Contacts
package import Storage

/// Asks contacts of whom another program tells for their consent to e-mails, by a link that they confirm.
///
/// The words, the template and the pages are those of a form, so that the consent is proven as any other.
package struct ConsentAsking: Sendable {
    /// What the form is called that says how to ask.
    package static let formName = "API"
    private let database: any Database
    private let time: TimeSource

    package init(_ database: any Database, time: TimeSource) {
        self.database = database
        self.time = time
    }

    /// Makes sure that contacts can be asked.
    ///
    /// - Throws: `ConsentAskingError`, `StorageError`.
    package func check() async throws {
        _ = try await database.read { try Self.form(in: $0) }
    }

    /// Asks a contact, unless it has consented already or nothing can be sent to it.
    ///
    /// - Parameters:
    ///   - reference: The contact.
    ///   - language: The language of the message; nothing means that of the form.
    ///   - cause: Through whom.
    ///   - actor: Who asks.
    /// - Returns: Whether a message is on its way.
    /// - Throws: `ConsentAskingError`, `ContactReferenceError`, `StorageError`.
    @discardableResult
    package func ask(
        _ reference: ContactReference,
        language: String?,
        cause: Cause,
        actor: Actor
    ) async throws -> Bool {
        let now = time.now
        return try await database.write { connection in
            let (form, wording) = try Self.form(in: connection)
            let door = Door(connection, now: now)
            let contact = try door.contact(reference, for: .edit, actor: actor)
            guard contact.emailStatus == .optedOut, !contact.isInvalid, contact.removedAt == nil else { return false }
            let signUp = SignUp(
                id: 0,
                form: form.id,
                version: form.version,
                number: contact.number,
                asksEmail: true,
                asksMobile: false,
                wording: try ConsentWordings(connection).makeID(of: wording),
                madeAt: now,
                expiresAt: now + form.definition.expiryDays * 86_400_000,
                address: nil,
                userAgent: nil,
                visitor: nil,
                answers: nil,
                pending: .none,
                emailKey: contact.email.addressKey,
                confirmedAt: nil,
                voidedAt: nil
            )
            let keeping = SignUpKeeping(
                definition: form.definition,
                language: language?.lowercased() ?? form.definition.language,
                cause: cause,
                now: now
            )
            return try keeping.keep(signUp, .linkSent, connection)
        }
    }

    /// The form that says how to ask, and the words of the consent that it asks for.
    private static func form(in connection: any Connection) throws -> (form: SignUpForm, wording: String) {
        guard let form = try FormReader(connection).form(named: formName), form.state == .active else {
            throw ConsentAskingError.noForm
        }
        guard let wording = form.definition.wording(email: true, mobile: false) else {
            throw ConsentAskingError.asksNothing
        }
        return (form, wording)
    }
}

/// Why contacts cannot be asked for their consent.
package enum ConsentAskingError: ExplainedError, Equatable {
    case noForm
    /// The form asks for no consent to e-mails.
    case asksNothing

    /// The error in words, with what to do.
    package var message: String {
        switch self {
        case .noForm:
            "no active form is called \(ConsentAsking.formName), whose words and link ask for consent: make one"
        case .asksNothing: "the form \(ConsentAsking.formName) asks for no consent to e-mails: let it ask"
        }
    }
}
