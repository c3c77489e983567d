import Bitmaps
package import Contacts
import Storage

extension AutomationStore {
    /// Deletes an automation, with what it remembers of contacts and of its own past.
    ///
    /// Before the first contact leaves it is paused. It takes one bucket of contacts at a time; where that is interrupted,
    /// the automation stays paused, and deleting it again goes on.
    ///
    /// - Parameters:
    ///   - id: Which automation.
    ///   - isForced: Whether contacts that are inside leave it; otherwise they stand in the way.
    ///   - actor: Who deletes it.
    /// - Throws: `AutomationError` when it is unknown, not the actor's to change, or contacts are inside.
    package func delete(_ id: AutomationID, force isForced: Bool = false, by actor: Actor) async throws {
        let automation = try await write { rows in
            let automation = try rows.changeable(id, by: actor).automation
            let inside = try rows.contactsInside(id)
            guard inside == 0 || isForced else {
                throw AutomationError.contactsInside(automation.kind, automation.name, contacts: inside)
            }
            if automation.state == .active { try rows.set(.paused, of: id) }
            return automation
        }
        // Whoever was on the move when it was paused may come to rest meanwhile.
        while try await !isDeleted(id) {
            while try await forgetBucket(of: automation, by: actor) {}
        }
    }

    /// Lets the contacts of one bucket forget the automation.
    ///
    /// - Returns: Whether there were some.
    private func forgetBucket(of automation: Automation, by actor: Actor) async throws -> Bool {
        let now = time.now
        return try await database.write { connection in
            let rows = "FROM contact_automation WHERE automation_id = \(automation.id.number)" as SQL
            let first = try connection.firstRow("SELECT MIN(number) \(rows)") { $0.optionalInteger(0) } ?? nil
            guard let first else { return false }
            let bucket = Bucket(containing: UInt32(truncatingIfNeeded: first))
            let door = Door(connection, now: now)
            try door.lock([bucket])
            let contacts = Bitmap(
                try connection.rows("SELECT number \(rows) AND \(.isMember("number", Bitmap(bucket.range)))") {
                    $0.number(0)
                }
            )
            let values = try door.facets.values(of: automation.facet, for: contacts.numbers)
            let change = Change(automation.facet, contacts, from: Change.Values(values), to: .same(.none))
            try door.commit(ChangeSet(changes: [change]), cause: automation.cause(actor: actor, depth: 0))
            return true
        }
    }

    /// Deletes the automation itself, unless contacts remember it.
    private func isDeleted(_ id: AutomationID) async throws -> Bool {
        do {
            return try await deleteRows(of: id)
        } catch let error as StorageError where error.code == .conflict {
            // A launch was committed after the look at who remembers it.
            return false
        }
    }

    private func deleteRows(of id: AutomationID) async throws -> Bool {
        try await write { rows in
            let connection = rows.connection
            let isOwn = "automation_id = \(id.number)" as SQL
            let remembered = try connection.firstRow("SELECT 1 FROM contact_automation WHERE \(isOwn) LIMIT 1") { _ in 1
            }
            guard remembered == nil else { return false }
            let tables: [SQL.Name] = [
                "automation_step", "automation_count", "automation_day", "webhook_call", "automation_version",
            ]
            for table in tables { try connection.execute("DELETE FROM \(table) WHERE \(isOwn)") }
            try connection.execute("DELETE FROM automation WHERE id = \(id.number)")
            return true
        }
    }
}
