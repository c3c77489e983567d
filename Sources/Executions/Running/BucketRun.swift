import Actions
import Bitmaps
import Contacts
import Storage

/// Carries a plan out for one bucket, in one transaction: rows, journal, outcome and the mark that it is done.
///
/// Whoever dies on the way leaves nothing behind, and the bucket is still to do.
struct BucketRun: Sendable {
    let database: any Database
    let time: TimeSource

    /// Takes the next bucket that nobody works on.
    ///
    /// - Parameter id: Only of this execution; nothing means of any.
    /// - Returns: The execution whose bucket was taken, or nothing where none is left.
    /// - Throws: `BucketError` around what went wrong.
    func next(only id: Int64?) async throws -> Int64? {
        let now = time.now
        return try await database.write { connection in
            guard let claim = try claim(only: id, connection) else { return nil }
            do {
                try run(claim, connection, now)
            } catch let error as StorageError where error.isPassing {
                throw error
            } catch {
                throw BucketError(execution: claim.execution, cause: error)
            }
            return claim.execution
        }
    }

    private struct Claim {
        let execution: Int64
        let bucket: Bucket
        /// Read only when the bucket is ours, so that one that cannot be read fails its execution.
        let contacts: [UInt8]
    }

    private func claim(only id: Int64?, _ connection: any Connection) throws -> Claim? {
        let isMeant: SQL = id.map { " AND b.execution_id = \($0)" } ?? ""
        // SQLite has one writer anyway.
        let lock: SQL = connection.dialect == .postgres ? " FOR UPDATE OF b SKIP LOCKED" : ""
        return try connection.firstRow(
            """
            SELECT b.execution_id, b.bucket, b.contacts FROM execution_bucket b
            JOIN execution e ON e.id = b.execution_id
            WHERE e.state = \(ExecutionState.running.rawValue) AND b.done = 0\(isMeant)
            ORDER BY b.execution_id, b.bucket LIMIT 1\(lock)
            """
        ) { row in
            Claim(
                execution: row.integer(0),
                bucket: Bucket(UInt16(truncatingIfNeeded: row.integer(1))),
                contacts: row.bytes(2)
            )
        }
    }

    private func run(_ claim: Claim, _ connection: any Connection, _ now: Int64) throws {
        let door = Door(connection, now: now)
        try door.lock([claim.bucket])
        let stored = try connection.firstRow(
            "SELECT plan, actor, actor_id, state FROM execution WHERE id = \(claim.execution)"
        ) { row in
            (
                plan: try Plan(json: row.text(0)), actor: row.text(1), user: row.optionalInteger(2),
                state: ExecutionState(rawValue: row.text(3))
            )
        }
        guard let stored else { throw ExecutionError.unknown(claim.execution) }
        // The lock may have been long in coming, and somebody may have paused or cancelled meanwhile.
        guard stored.state == .running else { return }
        let actor = try Actor(executing: stored.user, named: stored.actor, connection)
        let effect = try stored.plan.actions.effect(
            on: try Bitmap(serialized: claim.contacts).numbers,
            reading: door.facets,
            in: ActionContext(
                for: stored.plan.actions,
                actor: actor,
                now: now,
                connection,
                holdingUsers: true,
                execution: claim.execution
            )
        )
        let cause = Cause(
            .execution,
            id: claim.execution,
            text: stored.plan.name,
            actor: stored.actor,
            startsByOwners: stored.plan.actions.startsByOwners
        )
        try door.commit(effect.changes, cause: cause)
        try connection.execute(
            """
            UPDATE execution_bucket SET done = 1, outcome = \(try BucketOutcome.encode(effect.outcomes))
            WHERE execution_id = \(claim.execution) AND bucket = \(claim.bucket.number)
            """
        )
    }
}

/// What went wrong with a bucket of an execution.
struct BucketError: Error {
    let execution: Int64
    let cause: any Error
}
