import Actions
import Bitmaps
package import Contacts
package import Selections
package import Storage

/// Says what a plan would do, by the function that an execution uses; writes nothing.
package struct Previewer: Sendable {
    private let database: any Database
    private let audiences: Audiences
    private let time: TimeSource

    package init(_ database: any Database, audiences: Audiences, time: TimeSource) {
        self.database = database
        self.audiences = audiences
        self.time = time
    }

    /// Goes through the whole audience in one snapshot.
    ///
    /// - Parameters:
    ///   - plan: What to do with whom.
    ///   - actor: Who would do it.
    ///   - samples: How many changing contacts to show at most.
    /// - Returns: The outcome of each action, and samples.
    /// - Throws: `SelectionError`, `ActionListError` when the group is too large for an action, `AccessError` when the plan names a user who cannot be named, `StorageError`.
    package func preview(_ plan: Plan, actor: Actor, samples: Int = 8) async throws -> Preview {
        let now = time.now
        return try await database.read { connection in
            let context = try ActionContext(for: plan.actions, actor: actor, now: now, connection, holdingUsers: false)
            let audience = try audiences.resolve(plan.selection, in: connection, reach: actor.reach)
            try plan.actions.check(contacts: audience.count)
            let reader = SQLFacetReader(connection, catalogue: Catalogue(connection))
            var outcomes = plan.actions.actions.map { _ in Outcome() }
            var picked = SamplePicker(limit: samples)
            for bucket in audience.buckets {
                let numbers = audience.intersection(bucket).numbers
                let effect = try plan.actions.effect(on: numbers, reading: reader, in: context)
                for (index, outcome) in effect.outcomes.enumerated() { outcomes[index] = outcomes[index] + outcome }
                picked.look(at: effect.changes)
            }
            return Preview(
                contacts: audience.count,
                actions: zip(plan.actions.actions, outcomes).map { ActionPreview(action: $0, outcome: $1) },
                samples: try picked.samples(ContactReader(connection))
            )
        }
    }
}
