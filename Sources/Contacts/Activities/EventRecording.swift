import Bitmaps
package import Storage

/// Records what contacts did, as another program tells it.
package struct EventRecording: Sendable {
    /// How far the clock of another program may be ahead, in milliseconds.
    private static let leeway: Int64 = 5 * 60_000
    private let database: any Database
    private let time: TimeSource

    package init(_ database: any Database, time: TimeSource) {
        self.database = database
        self.time = time
    }

    /// Records an external event.
    ///
    /// - Parameters:
    ///   - event: What happened.
    ///   - email: The address of the contact.
    ///   - startsAutomation: Whether rules and workflows may start from it.
    ///   - actor: Who tells it; a contact out of reach is as good as none.
    /// - Returns: The contact, and the event as it is kept.
    /// - Throws: `ExternalEventError` when the contact is unknown, the actor may only look at it, or the time is still to
    ///   come; `StorageError`.
    @discardableResult
    package func record(
        _ event: ExternalEvent,
        of email: EmailAddress,
        startsAutomation: Bool = true,
        actor: Actor
    ) async throws -> (contact: Contact, event: ActivityDraft) {
        let now = time.now
        let at = event.at ?? now
        guard at <= now + Self.leeway else { throw ExternalEventError.inTheFuture(at: at) }
        let draft = ActivityDraft(subject: event.type, at: at, description: event.description, value: event.value)
        return try await database.write { connection in
            let door = Door(connection, now: now)
            let reader = ContactReader(connection)
            guard let number = try reader.number(of: email) else {
                throw ExternalEventError.unknownContact(email.text)
            }
            try door.lock([Bucket(containing: number)])
            // Who held the lock may have deleted the contact, or taken it away from the actor.
            let owners = try reader.owners(of: number)
            guard actor.may(.see, owners), try reader.number(of: email) == number,
                let contact = try reader.contact(number)
            else { throw ExternalEventError.unknownContact(email.text) }
            guard actor.may(.edit, owners) else { throw ExternalEventError.readOnly(email.text) }
            let change = Change(
                .activity(.externalEvent),
                Bitmap([number]),
                from: .same(.none),
                to: .same(.activity(draft))
            )
            let cause = Cause(startsAutomation ? .api : .quietAPI, actor: actor.name)
            try door.commit(ChangeSet(changes: [change]), cause: cause)
            return (contact, draft)
        }
    }
}
