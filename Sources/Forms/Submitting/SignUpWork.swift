import Access
import Bitmaps
import Contacts
import Messaging
import Storage
import Tracking

/// Writes one sign-up, in one transaction.
struct SignUpWork {
    let form: SignUpForm
    /// The version that the person saw.
    let version: Int64
    let definition: FormDefinition
    let answers: SignUpAnswers
    let visitor: Visitor
    /// The browser as the shop's pages know it.
    let browser: TrackingID?
    let now: Int64

    /// Brings the answers to the contact, and asks for the confirmation of what it consents to.
    ///
    /// - Throws: `StorageError`; a conflict where somebody else creates the contact at the same time.
    func run(_ connection: any Connection) throws {
        let door = Door(connection, now: now)
        let known = try lockedContact(door)
        let wording = try definition.wording(email: answers.asksEmail, mobile: answers.asksMobile).map {
            try ConsentWordings(connection).makeID(of: $0)
        }
        let number: UInt32
        if let known {
            number = known.number
            let card = FilledCard(number, definition, facets: door.facets, now: now)
            let changes = try card.changes(answers) + (known.removedAt == nil ? [] : try comeback(known, connection))
            try door.write(ChangeSet(changes: changes), cause: cause)
        } else {
            let made = try door.write(ChangeSet(created: [try newContact(wording, connection)]), cause: cause)
            guard let first = made.first else { return }
            number = first
        }
        try keep(number, known: known, wording, door)
        try door.record()
    }

    private var cause: Cause { Cause(.form, id: form.id.number, text: form.name, actor: "form") }

    private func keep(_ number: UInt32, known: Contact?, _ wording: Int64?, _ door: Door) throws {
        let signUp = SignUp(
            id: 0,
            form: form.id,
            version: version,
            number: number,
            asksEmail: answers.asksEmail,
            asksMobile: answers.asksMobile,
            wording: wording,
            madeAt: now,
            expiresAt: now + definition.expiryDays * 86_400_000,
            address: visitor.address,
            userAgent: visitor.userAgent,
            visitor: browser,
            confirmedAt: nil,
            voidedAt: nil
        )
        let keeping = SignUpKeeping(definition: definition, language: definition.language, cause: cause, now: now)
        guard try keeping.keep(signUp, outcome(for: known), door.connection) else { return }
        let draft = ActivityDraft(subject: form.name, at: now)
        let activity = Change(.activity(.formSubmitted), [number], from: .same(.none), to: .same(.activity(draft)))
        let points = try ScoringPoints(door.connection).points(for: .formSubmitted)
        let score = try ScoringPoints.change(adding: [number: points], reading: door.facets)
        try door.write(ChangeSet(changes: [activity] + [score].compactMap(\.self)), cause: cause)
    }

    /// Brings a removed contact back, opted out: anybody can type an address, so what it agreed to before counts no more.
    ///
    /// Without it no link could be sent, as nothing is sent to removed contacts.
    private func comeback(_ known: Contact, _ connection: any Connection) throws -> [Change] {
        try SignUpRows(connection).endLinks(of: known.number, at: now)
        let old: FacetValue = known.removedAt.map { .integer($0) } ?? .none
        var changes = [Change(.removed, [known.number], from: .same(old), to: .same(.none))]
        for channel in MarketingChannel.allCases where known.status(on: channel) == .optedIn {
            changes.append(Change(channel.facet, [known.number], from: .same(.yes), to: .same(.no)))
        }
        let words = "a deleted contact came back, opted out until the link is confirmed"
        return changes + [.evidence(Evidence(version: version, text: words), for: known.number)]
    }

    private func outcome(for known: Contact?) -> SignUpOutcome {
        guard answers.asksConsent else { return .nothingAsked }
        guard let known else { return .linkSent }
        guard !known.isInvalid else { return .invalidAddress }
        let isOut = MarketingChannel.allCases.filter { known.removedAt != nil || known.status(on: $0) == .optedOut }
        let isLeft = answers.asksEmail && isOut.contains(.email) || answers.asksMobile && isOut.contains(.mobile)
        return isLeft ? .linkSent : .nothingLeft
    }

    /// The contact with the address, locked.
    ///
    /// Until the lock is ours somebody may delete it or give its address to another, so it is looked up again.
    private func lockedContact(_ door: Door) throws -> Contact? {
        let reader = ContactReader(door.connection)
        var locked: Set<Bucket> = []
        while let number = try reader.number(of: answers.email) {
            let bucket = Bucket(containing: number)
            if locked.contains(bucket) { return try reader.contact(number) }
            try door.lock([bucket])
            locked.insert(bucket)
        }
        return nil
    }

    private func newContact(_ wording: Int64?, _ connection: any Connection) throws -> NewContact {
        var random = SystemRandomNumberGenerator()
        let owner = try definition.owner.flatMap { try UserDirectory(connection).user(email: $0) }
        return NewContact(
            id: ContactID(at: now, using: &random),
            email: answers.email,
            fields: answers.fields,
            state: definition.state ?? .prospect,
            createdAt: now,
            tags: definition.tags,
            details: definition.details.merging(answers.details) { _, answered in answered },
            owners: owner.map { OwnerList(main: $0.id, since: now) } ?? OwnerList(),
            // Where the sign-up came from is kept with the sign-up, from which it goes when that expires.
            evidence: Evidence(wording: wording, version: version)
        )
    }
}
