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

    /// Keeps the sign-up and sends the link.
    ///
    /// A contact that exists is not changed: its answers wait with the sign-up. An unknown address becomes a contact at
    /// once, bare if its owner sees only own contacts.
    ///
    /// - Throws: `StorageError`; a conflict if another process creates the contact at the same time.
    func run(_ connection: any Connection) throws {
        let door = Door(connection, now: now)
        let wording = try definition.wording(email: answers.asksEmail, mobile: answers.asksMobile).map {
            try ConsentWordings(connection).makeID(of: $0)
        }
        if let known = try lockedContact(door) {
            let outcome = known.isInvalid ? SignUpOutcome.invalidAddress : .linkSent
            _ = try keep(known.number, outcome, known.isInvalid ? .none : .answers, wording, connection)
        } else {
            let isBare = try definition.newContactsWait(connection)
            let new = try newContact(wording, isBare: isBare, connection)
            guard let number = try door.write(ChangeSet(created: [new]), cause: cause).first else { return }
            let isNew = try keep(number, .linkSent, isBare ? .newContact : .none, wording, connection)
            if isNew, !isBare {
                try SubmittedActivity(form: form.name, at: now).write(for: number, door, cause: cause)
            }
        }
        try door.record()
    }

    private var cause: Cause { Cause(.form, id: form.id.number, text: form.name, actor: "form") }

    private func keep(
        _ number: UInt32,
        _ outcome: SignUpOutcome,
        _ pending: PendingChanges,
        _ wording: Int64?,
        _ connection: any Connection
    ) throws -> Bool {
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
            answers: KeptAnswers(answers),
            pending: pending,
            emailKey: answers.email.key,
            confirmedAt: nil,
            voidedAt: nil
        )
        let keeping = SignUpKeeping(definition: definition, language: definition.language, cause: cause, now: now)
        return try keeping.keep(signUp, outcome, connection)
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

    private func newContact(_ wording: Int64?, isBare: Bool, _ connection: any Connection) throws -> NewContact {
        var random = SystemRandomNumberGenerator()
        let owner = isBare ? nil : try definition.newOwner(connection)
        return NewContact(
            id: ContactID(at: now, using: &random),
            email: answers.email,
            fields: isBare ? [:] : answers.fields,
            state: isBare ? .prospect : definition.state ?? .prospect,
            createdAt: now,
            tags: isBare ? [:] : definition.tags,
            details: isBare ? [:] : definition.details.merging(answers.details) { _, answered in answered },
            owners: owner.map { OwnerList(main: $0, since: now) } ?? OwnerList(),
            getsDefaultOwner: !isBare,
            // Where the sign-up came from is kept with the sign-up, from which it goes when that expires.
            evidence: Evidence(wording: wording, version: version)
        )
    }
}
