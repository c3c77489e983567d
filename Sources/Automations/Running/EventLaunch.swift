import Access
import Actions
import Bitmaps
import Contacts
import Storage

/// Launches automations for contacts to whom something happened, inside one transaction whose buckets are locked.
struct EventLaunch {
    let door: Door

    /// Launches an automation for those who may enter, as its limits say.
    ///
    /// - Parameters:
    ///   - automation: What to launch.
    ///   - contacts: Those to whom it happened; who was deleted meanwhile is left out.
    ///   - depth: How many launches without a wait led there.
    /// - Returns: How many were launched.
    /// - Throws: `StorageError`.
    @discardableResult
    func launch(_ automation: Automation, for contacts: Bitmap, depth: Int64) throws -> Int {
        guard automation.state == .active, let version = automation.version else { return 0 }
        let connection = door.connection
        let actor: Actor
        do {
            actor = try automation.actor(connection)
        } catch is AccessError {
            // Its author left the team or lost the right: nobody enters until somebody else takes it over.
            return 0
        }
        let state = WorkingState(try present(contacts), reader: door.facets)
        guard !state.numbers.isEmpty else { return 0 }
        guard depth <= LoopGuard.maximumDepth else {
            var log = StepLog()
            log.add(state.contacts, at: Place.start, .failed, problem: LoopGuard.message)
            try log.write(of: automation.id, version: version, at: door.now, connection)
            return 0
        }
        let launch = Launch(of: automation, respectingLimits: true, depth: depth, within: actor.reach)
        let effect = try launch.effect(on: state, at: door.now)
        try door.write(ChangeSet(changes: effect.changes), cause: automation.cause(actor: actor, depth: depth))
        return effect.outcome.changed
    }

    /// Those who are still there and were not deleted on their cards.
    private func present(_ contacts: Bitmap) throws -> [UInt32] {
        let existing = try door.facets.existing(contacts.numbers)
        return zip(existing, try door.facets.values(of: .removed, for: existing)).filter { $0.1 == .none }.map(\.0)
    }
}
