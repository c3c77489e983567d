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
    ///   - reference: The contact.
    ///   - cause: Who tells it, and whether rules and workflows may start from it.
    ///   - actor: Who tells it; a contact out of reach is as good as none.
    /// - Returns: The contact, and the event as it is kept.
    /// - Throws: `ContactReferenceError` when the contact is unknown or the actor may only look at it;
    ///   `ExternalEventError` when the time is still to come; `StorageError`.
    @discardableResult
    package func record(
        _ event: ExternalEvent,
        of reference: ContactReference,
        cause: Cause,
        actor: Actor
    ) async throws -> (contact: Contact, event: ActivityDraft) {
        let now = time.now
        let at = event.at ?? now
        guard at <= now + Self.leeway else { throw ExternalEventError.inTheFuture(at: at) }
        let draft = ActivityDraft(subject: event.type, at: at, description: event.description, value: event.value)
        return try await database.write { connection in
            let door = Door(connection, now: now)
            let contact = try door.contact(reference, for: .edit, actor: actor)
            let change = Change(
                .activity(.externalEvent),
                [contact.number],
                from: .same(.none),
                to: .same(.activity(draft))
            )
            try door.commit(ChangeSet(changes: [change]), cause: cause)
            return (contact, draft)
        }
    }
}
