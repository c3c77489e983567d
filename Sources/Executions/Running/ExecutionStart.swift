import Actions
import Bitmaps
import Contacts
import Selections
import Storage
import Tracking

/// Starts an execution whose time has come: fixes its audience, once and for all nodes.
struct ExecutionStart: Sendable {
    let database: any Database
    let audiences: Audiences
    let time: TimeSource

    /// The next execution that should start, if one is due.
    func due(only id: Int64?) async throws -> Int64? {
        let now = time.now
        let isMeant: SQL = id.map { " AND id = \($0)" } ?? ""
        return try await database.read { connection in
            try connection.firstRow(
                """
                SELECT id FROM execution
                WHERE state = \(ExecutionState.scheduled.rawValue)
                    AND COALESCE(scheduled_at, created_at) <= \(now)\(isMeant)
                ORDER BY COALESCE(scheduled_at, created_at), id LIMIT 1
                """
            ) { $0.integer(0) }
        }
    }

    /// Fixes the audience and begins.
    ///
    /// The audience is found in a snapshot of its own; only one node gets to store it.
    func start(_ id: Int64) async throws {
        let found = try await database.read { connection in
            try ExecutionRows(connection).execution(id, of: nil).map { execution in
                let actor = try Actor(executing: execution.user?.number, named: execution.actor, connection)
                let audience = try audiences.resolve(
                    execution.plan.selection,
                    in: connection,
                    reach: actor.reach,
                    patience: .unlimited
                )
                return (execution.plan, actor, audience)
            }
        }
        guard let (plan, actor, audience) = found else { return }
        try plan.actions.check(contacts: audience.count)
        let now = time.now
        try await database.write { connection in
            let isFirst =
                try connection.execute(
                    """
                    UPDATE execution SET state = \(ExecutionState.running.rawValue), started_at = \(now),
                        contact_count = \(audience.count)
                    WHERE id = \(id) AND state = \(ExecutionState.scheduled.rawValue)
                    """
                ) == 1
            guard isFirst else { return }
            if plan.actions.deletesContacts {
                let confirmed = try connection.firstRow("SELECT confirmed_count FROM execution WHERE id = \(id)") {
                    Int($0.integer(0))
                }
                guard confirmed == audience.count else {
                    throw ExecutionError.confirmationDiffers(confirmed: confirmed ?? 0, contacts: audience.count)
                }
            }
            for links in plan.actions.links {
                try DocumentStore.make(
                    leadingTo: links.address,
                    isPrivate: links.isPrivate,
                    for: id,
                    named: plan.name,
                    by: actor,
                    at: now,
                    connection
                )
            }
            try connection.insert(buckets(of: audience, id))
        }
    }

    private func buckets(of audience: Bitmap, _ id: Int64) -> RowBatch {
        var batch = RowBatch("execution_bucket", ["execution_id", "bucket", "contacts", "contact_count"])
        for bucket in audience.buckets {
            let contacts = audience.intersection(bucket)
            batch.append(
                .integer(id),
                bucket.number.sqlValue,
                .bytes(contacts.serialized),
                contacts.count.sqlValue
            )
        }
        return batch
    }
}
