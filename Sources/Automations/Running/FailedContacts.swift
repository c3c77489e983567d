import Bitmaps
package import Contacts
package import Storage

/// Lets contacts try again for whom a node failed.
package struct FailedContacts: Sendable {
    private let database: any Database
    private let time: TimeSource

    package init(_ database: any Database, time: TimeSource) {
        self.database = database
        self.time = time
    }

    /// Makes contacts due at once at the node that failed for them.
    ///
    /// - Parameters:
    ///   - automation: What they are in.
    ///   - node: Only those there; nothing means at any node.
    ///   - actor: Who asks for it.
    /// - Returns: How many contacts try again.
    /// - Throws: `StorageError`.
    package func retry(in automation: Automation, at node: NodeID? = nil, by actor: Actor) async throws -> Int {
        let now = time.now
        var last: UInt32?
        var count = 0
        while true {
            let after = last
            let (seen, failed) = try await database.write { connection in
                try Self.retry(in: automation, at: node, after: after, by: actor, at: now, connection)
            }
            count += failed
            guard let end = seen.last else { return count }
            last = end
        }
    }

    /// Looks at a set of contacts that stand still.
    ///
    /// - Returns: Those who were looked at, and how many of them try again; others wait for an event.
    private static func retry(
        in automation: Automation,
        at node: NodeID?,
        after last: UInt32?,
        by actor: Actor,
        at now: Int64,
        _ connection: any Connection
    ) throws -> (seen: Bitmap, failed: Int) {
        let isMeant: SQL = node.map { " AND node = \($0.number)" } ?? ""
        let candidates = Bitmap(
            try connection.rows(
                """
                SELECT number FROM contact_automation
                WHERE automation_id = \(automation.id.number) AND number > \(last.map(Int64.init) ?? -1)
                    AND node IS NOT NULL AND due_at IS NULL\(isMeant) ORDER BY number LIMIT \(DueWork.setSize)
                """
            ) { $0.number(0) }
        )
        let door = Door(connection, now: now)
        try door.lock(candidates.buckets)
        let values = try door.facets.values(of: automation.facet, for: candidates.numbers)
        var failed: [UInt32] = []
        var old: [FacetValue] = []
        var new: [FacetValue] = []
        for (number, value) in zip(candidates.numbers, values) {
            guard case .passage(var passage) = value, var place = passage.place, place.flags.contains(.failed),
                node == nil || place.node == node
            else { continue }
            place.flags.subtract([.failed, .eventHappened])
            place.flags.insert(.again)
            place.dueAt = now
            place.depth = 0
            passage.place = place
            failed.append(number)
            old.append(value)
            new.append(.passage(passage))
        }
        guard !failed.isEmpty else { return (candidates, 0) }
        let change = Change(automation.facet, Bitmap(failed), from: Change.Values(old), to: Change.Values(new))
        try door.commit(ChangeSet(changes: [change]), cause: automation.cause(actor: actor, depth: 0))
        return (candidates, failed.count)
    }
}
