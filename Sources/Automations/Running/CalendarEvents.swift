import Bitmaps
import Contacts
import Foundation
import Storage

/// Launches automations by birthdays and by dates that stand in details, once for each day of the workspace's calendar.
///
/// The last day that was dealt with is stored together with the launches.
struct CalendarEvents: Sendable {
    /// How many days are made up for after the program stood still.
    static let daysMadeUpFor: Int64 = 7

    let database: any Database
    let time: TimeSource
    let graphs: GraphCache

    /// Deals with the days that have begun, for one automation.
    ///
    /// - Returns: Whether there was one to deal with.
    /// - Throws: `StorageError`.
    func step() async throws -> Bool {
        let now = time.now
        let waiting = try await database.read { try next(at: now, $0) }
        guard let waiting else { return false }
        return try await database.write { connection in
            // Somebody else may have done it meanwhile.
            try connection.lock(LockKey.automationJournal)
            guard let automation = try AutomationReader(connection).automation(waiting) else { return true }
            let today = LocalDay(at: now, try Workspace.timeZone(in: connection))
            let earliest = today.number - 1 - Self.daysMadeUpFor
            let last = max(try lastDay(of: waiting, connection) ?? today.number - 1, earliest)
            guard last < today.number else { return true }
            let triggers = automation.state == .active ? try triggers(of: automation, connection) : []
            let contacts = try ((last + 1)...today.number).reduce(into: Bitmap()) { found, day in
                for trigger in triggers {
                    found.formUnion(try DatedContacts(connection).contacts(of: trigger, on: LocalDay(number: day)))
                }
            }
            let door = Door(connection, now: now)
            try door.lock(contacts.buckets)
            try EventLaunch(door: door).launch(automation, for: contacts, depth: 0)
            try door.record()
            try connection.execute(
                """
                INSERT INTO automation_day (automation_id, day) VALUES (\(waiting.number), \(today.number))
                ON CONFLICT (automation_id) DO UPDATE SET day = excluded.day
                """
            )
            return true
        }
    }

    /// An automation that starts by dates and has not seen today.
    ///
    /// One that is paused lets its days go by, so that they are not made up for when it is resumed.
    private func next(at now: Int64, _ connection: any Connection) throws -> AutomationID? {
        let today = LocalDay(at: now, try Workspace.timeZone(in: connection))
        for automation in try AutomationReader(connection).all() where automation.state != .draft {
            guard try !triggers(of: automation, connection).isEmpty else { continue }
            if try lastDay(of: automation.id, connection) ?? .min < today.number { return automation.id }
        }
        return nil
    }

    private func triggers(of automation: Automation, _ connection: any Connection) throws -> [Trigger] {
        guard let version = automation.version else { return [] }
        let graph = try graphs.graph(of: automation.id, version: version, connection)
        return graph.graph.events.filter(\.kind.isOfCalendar)
    }

    private func lastDay(of automation: AutomationID, _ connection: any Connection) throws -> Int64? {
        try connection.firstRow("SELECT day FROM automation_day WHERE automation_id = \(automation.number)") {
            $0.integer(0)
        }
    }
}
