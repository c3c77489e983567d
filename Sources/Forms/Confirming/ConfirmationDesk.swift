import Access
import Bitmaps
package import Contacts
package import Storage
import Tracking

/// What a link of a confirmation is good for.
package enum ConfirmationResult: Sendable {
    /// It waits for the click.
    case open(FormDefinition)
    /// The click was taken, now or before.
    case confirmed(FormDefinition)
    /// It expired, or the person unsubscribed, was deleted or got another address since.
    case ended(FormDefinition)
}

/// Takes the clicks by which people confirm what a form asked for.
package struct ConfirmationDesk: Sendable {
    private let database: any Database
    private let time: TimeSource

    package init(_ database: any Database, time: TimeSource) {
        self.database = database
        self.time = time
    }

    /// The path of a link.
    package static func path(of token: String) -> String { "/f/confirm/" + token }

    /// What a link is good for, without using it: programs that look through mail follow links too.
    ///
    /// - Returns: Nothing where there is no such link.
    /// - Throws: `StorageError`.
    package func look(at token: String) async throws -> ConfirmationResult? {
        let now = time.now
        return try await database.read { try Self.find(token, at: now, $0)?.result }
    }

    /// Takes the click: applies what waited with the sign-up, and gives the consent, proven by click and sign-up.
    ///
    /// - Returns: What became of it; nothing where there is no such link.
    /// - Throws: `StorageError`.
    package func confirm(_ token: String, by visitor: Visitor) async throws -> ConfirmationResult? {
        let now = time.now
        return try await database.write { connection in
            let door = Door(connection, now: now)
            guard let before = try Self.find(token, at: now, connection) else { return nil }
            try door.lock([Bucket(containing: before.signUp.number)])
            // Who held the lock may have deleted the contact, or used the link.
            guard let found = try Self.find(token, at: now, connection) else { return nil }
            guard case .open(let definition) = found.result else { return found.result }
            let signUp = found.signUp
            let waiting = WaitingChangesWriter(signUp, form: found.formName, definition, door)
            let contact = try waiting.write(to: found.contact)
            try SignUpRows(connection).confirm(signUp, at: now)
            let cause = Cause(.confirmation, id: signUp.form.number, text: found.formName, actor: "form")
            let evidence = Change.evidence(signUp.evidence(of: visitor), for: signUp.number)
            try door.write(ChangeSet(changes: signUp.consents(of: contact) + [evidence]), cause: cause)
            // Not before the click: anybody can type somebody else's address.
            if let browser = signUp.visitor {
                try Identification.identify(browser, as: contact.number, contact.id, cause: cause, door)
            }
            try door.record()
            return .confirmed(definition)
        }
    }

    /// A sign-up with all that its link hangs on.
    private struct Found {
        let signUp: SignUp
        let formName: String
        let contact: Contact
        let result: ConfirmationResult
    }

    private static func find(_ token: String, at now: Int64, _ connection: any Connection) throws -> Found? {
        let reader = FormReader(connection)
        guard let signUp = try SignUpRows(connection).find(tokenHash: Secret.hash(token)),
            let contact = try ContactReader(connection).contact(signUp.number),
            let form = try reader.form(signUp.form),
            let definition = try reader.definition(of: signUp.form, version: signUp.version)
        else { return nil }
        let result: ConfirmationResult =
            if signUp.confirmedAt != nil {
                .confirmed(definition)
            } else if try signUp.hasEnded(contact, at: now, connection) {
                .ended(definition)
            } else {
                .open(definition)
            }
        return Found(signUp: signUp, formName: form.name, contact: contact, result: result)
    }
}

extension SignUp {
    /// What the click changes: the consent that was asked for.
    fileprivate func consents(of contact: Contact) -> [Change] {
        let asked = [MarketingChannel.email: asksEmail, .mobile: asksMobile]
        return MarketingChannel.allCases.filter { asked[$0] == true && contact.status(on: $0) == .optedOut }.map {
            Change($0.facet, [number], from: .same(.no), to: .same(.yes))
        }
    }

    /// Whether the link no longer works: it expired, or the contact withdrew, was deleted or got another address since.
    fileprivate func hasEnded(_ contact: Contact, at now: Int64, _ connection: any Connection) throws -> Bool {
        if voidedAt != nil || expiresAt <= now { return true }
        if let removedAt = contact.removedAt, removedAt >= madeAt { return true }
        if let emailKey, contact.email.addressKey != emailKey { return true }
        return try ConsentRecord(connection).entries(of: number, visibleTo: .operator).contains { entry in
            // A confirmation opts a deleted contact out when it brings it back.
            entry.subject != .address && entry.verdict == .withdrawn && entry.at >= madeAt && entry.cause.kind != .form
        }
    }

    /// What proves the consent: the click, and the sign-up before it.
    fileprivate func evidence(of visitor: Visitor) -> Evidence {
        let origin = [address.map { "from the address \($0)" }, userAgent.map { "with \($0)" }].compactMap(\.self)
        return Evidence(
            address: visitor.address,
            userAgent: visitor.userAgent,
            wording: wording,
            version: version,
            text: (["signed up at \(madeAt.instant)"] + origin).joined(separator: ", ")
        )
    }
}
