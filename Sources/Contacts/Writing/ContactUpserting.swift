import Bitmaps
package import Storage

/// Adds and changes contacts as other programs tell it.
package struct ContactUpserting: Sendable {
    private static let attempts = 8
    private let database: any Database
    private let time: TimeSource

    package init(_ database: any Database, time: TimeSource) {
        self.database = database
        self.time = time
    }

    /// Carries out what is told of some contacts in one transaction: all of it or, where something is refused, nothing.
    ///
    /// A contact that was removed on its card stays removed where nothing else is said. Who sees own contacts only adds none, so that no refusal tells
    /// of others.
    ///
    /// - Parameters:
    ///   - upserts: What is told, in order; one contact may stand in it several times.
    ///   - cause: Through whom.
    ///   - actor: Who acts.
    /// - Returns: The contacts, in the same order.
    /// - Throws: The first `ExplainedError`, `StorageError`.
    package func run(_ upserts: [ContactUpsert], cause: Cause, actor: Actor) async throws -> [UpsertedContact] {
        let now = time.now
        let work: @Sendable (any Connection) throws -> [UpsertedContact] = { connection in
            let door = Door(connection, now: now)
            try lock(upserts.map(\.contact), door)
            let contacts = try upserts.map { try UpsertWork($0, door: door, cause: cause, actor: actor).run() }
            try door.record()
            return contacts
        }
        // Somebody else may add one of the contacts between the look and the commit; the next attempt sees it.
        for _ in 1..<Self.attempts {
            do {
                return try await database.write(work)
            } catch let error as StorageError where error.code == .conflict {}
        }
        return try await database.write(work)
    }

    /// Carries out what is told of one contact.
    ///
    /// - Throws: `ExplainedError`s, `StorageError`.
    package func run(_ upsert: ContactUpsert, cause: Cause, actor: Actor) async throws -> UpsertedContact {
        try await run([upsert], cause: cause, actor: actor)[0]
    }

    /// Until the locks are ours somebody may delete a contact or give its address to another, so all are looked up again.
    private func lock(_ contacts: [ContactReference], _ door: Door) throws {
        let reader = ContactReader(door.connection)
        var locked: Set<Bucket> = []
        while true {
            let numbers = try Set(contacts).compactMap { try reader.number(of: $0) }
            let missing = Set(numbers.map(Bucket.init(containing:))).subtracting(locked)
            if missing.isEmpty { return }
            try door.lock(missing.sorted())
            locked.formUnion(missing)
        }
    }
}

/// What is told of one contact, while it is carried out; its contact is locked.
private struct UpsertWork {
    private let upsert: ContactUpsert
    private let door: Door
    private let cause: Cause
    private let actor: Actor
    private let reader: ContactReader

    init(_ upsert: ContactUpsert, door: Door, cause: Cause, actor: Actor) {
        self.upsert = upsert
        self.door = door
        self.cause = cause
        self.actor = actor
        reader = ContactReader(door.connection)
    }

    /// Nothing is written before everything is checked, so that a refusal leaves no trace.
    func run() throws -> UpsertedContact {
        let edits = try upsert.edits.map { edit throws(CardEditError) in try edit.checked() }
        guard let number = try reader.number(of: upsert.contact), let contact = try reader.contact(number) else {
            return try add(edits)
        }
        let owners = try reader.owners(of: number)
        guard actor.may(.see, owners) else { return try add(edits) }
        let comesBackAsNew = contact.removedAt != nil && upsert.restoresRemoved
        guard upsert.mode != .add || comesBackAsNew else { throw UpsertError.exists(upsert.contact) }
        return try change(contact, owners, edits)
    }

    private func add(_ edits: [CardEdit]) throws -> UpsertedContact {
        guard upsert.mode != .change else { throw ContactReferenceError.unknown(upsert.contact) }
        guard actor.reach == .everybody else { throw CardEditError.cannotAdd }
        guard case .email(let email) = upsert.contact else {
            guard case .id(let id) = upsert.contact else { throw ContactReferenceError.unknown(upsert.contact) }
            throw UpsertError.needsAddress(id)
        }
        var random = SystemRandomNumberGenerator()
        var contact = NewContact(id: ContactID(at: door.now, using: &random), email: email, createdAt: door.now)
        for edit in edits { try contact.begin(with: edit) }
        // Somebody else may have the address that the contact gets at once.
        if contact.email != email, let holder = try reader.number(of: contact.email) {
            throw CardEditError.emailTaken(contact.email.text, by: holder)
        }
        if let owner = upsert.owner ?? actor.user { contact.owners = OwnerList(main: owner, since: door.now) }
        contact.evidence = upsert.evidence
        try door.write(ChangeSet(created: [contact]), cause: cause)
        return UpsertedContact(
            id: contact.id,
            email: contact.email.text,
            externalID: contact.fields[.externalID],
            isNew: true
        )
    }

    private func change(_ contact: Contact, _ owners: OwnerList, _ edits: [CardEdit]) throws -> UpsertedContact {
        let comesBack = contact.removedAt != nil && upsert.restoresRemoved
        let edits = comesBack ? [.restore] + edits : edits
        if let refused = edits.map(\.right).first(where: { !actor.may($0, owners) }) {
            throw ContactReferenceError.forbidden(refused, upsert.contact)
        }
        let card = EditedCard(contact.number, reader: reader, facets: door.facets, actor: actor, now: door.now)
        var changes: [Change] = []
        for edit in edits { changes += try card.carryOut(edit) }
        if let evidence = upsert.evidence, changes.contains(where: \.facet.isConsent) {
            changes.append(.evidence(evidence, for: contact.number))
        }
        try door.write(ChangeSet(changes: changes), cause: cause)
        let present = try reader.contact(contact.number) ?? contact
        return UpsertedContact(
            id: present.id,
            email: present.email,
            externalID: present.fields[.externalID],
            isNew: comesBack && upsert.mode == .add
        )
    }
}

extension Facet {
    /// Whether it says what messages a contact gets.
    fileprivate var isConsent: Bool { self == .emailStatus || self == .mobileStatus || self == .invalid }
}

extension NewContact {
    /// Begins with what an edit would make so.
    ///
    /// - Throws: `EmailAddressError`, `CardEditError` for what a contact cannot begin with.
    fileprivate mutating func begin(with edit: CardEdit) throws {
        switch edit {
        case .field(.email, let text): email = try EmailAddress(text ?? "")
        case .field(let field, let text): fields[field] = text
        case .emailStatus(let status): emailStatus = status
        case .mobileStatus(let status): mobileStatus = status
        case .invalid(let flag): isInvalid = flag
        case .monitored(let flag): isMonitored = flag
        case .state(let state): self.state = state
        case .score(let score): self.score = score
        case .addTag(let name, let score): tags[name] = score
        case .deleteTag(let name): tags[name] = nil
        case .detail(let name, let text): details[name] = text
        // The main owner is set below.
        case .stopMonitoring, .restore, .assignOwner(_, .main): break
        case .addNote, .editNote, .deleteNote, .assignOwner, .removeOwner, .moveToStage, .stageValue,
            .removeFromFunnel, .remove:
            throw CardEditError.unknownContact
        }
    }
}
