import Bitmaps
package import Storage

/// Deletes single contacts for good, with all their data.
package struct ContactErasing: Sendable {
    private let database: any Database
    private let time: TimeSource

    package init(_ database: any Database, time: TimeSource) {
        self.database = database
        self.time = time
    }

    /// Deletes a contact for good.
    ///
    /// - Throws: `ContactReferenceError` when the contact is unknown or the actor may not delete it; `StorageError`.
    package func erase(_ contact: ContactReference, cause: Cause, actor: Actor) async throws {
        let now = time.now
        try await database.write { connection in
            let door = Door(connection, now: now)
            let number = try door.contact(contact, for: .delete, actor: actor).number
            let change = Change(.existence, [number], from: .same(.yes), to: .same(.none))
            try door.commit(ChangeSet(changes: [change]), cause: cause)
        }
    }
}
