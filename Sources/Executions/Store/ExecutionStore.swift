import Actions
package import Contacts
import Foundation
package import Selections
package import Storage

/// Keeps the executions: creates them, lists them, pauses, resumes and cancels them.
package struct ExecutionStore: Sendable {
    private let database: any Database
    private let audiences: Audiences
    private let time: TimeSource

    package init(_ database: any Database, audiences: Audiences, time: TimeSource) {
        self.database = database
        self.audiences = audiences
        self.time = time
    }

    /// Creates an execution; a runner starts it when its time has come.
    ///
    /// - Parameters:
    ///   - plan: What to do with whom, and when.
    ///   - actor: Who does it.
    ///   - confirmed: How many contacts the actor knows to be deleted, where the plan deletes.
    /// - Returns: The number of the execution.
    /// - Throws: `SelectionError` when the selection cannot be resolved, `ExecutionError` when the time has passed or
    ///   the confirmation is missing or differs from the group; nothing is created then.
    package func create(_ plan: Plan, actor: Actor, confirmed: Int? = nil) async throws -> Int64 {
        let now = time.now
        // A minute's grace, for a form that was filled in slowly.
        if let at = plan.at, at < now - 60_000 { throw ExecutionError.inThePast }
        try await checkConfirmation(of: plan, actor, confirmed)
        let json = try plan.jsonText
        return try await database.write { connection in
            _ = try ActionContext(for: plan.actions, actor: actor, now: now, connection, holdingUsers: false)
            let id = try connection.advance(counter: "execution")
            try connection.execute(
                """
                INSERT INTO execution
                    (id, name, plan, state, actor, actor_id, created_at, scheduled_at, confirmed_count)
                VALUES (\(id), \(plan.name), \(json), \(ExecutionState.scheduled.rawValue), \(actor.name),
                    \(actor.user?.number), \(now), \(plan.at), \(confirmed))
                """
            )
            return id
        }
    }

    /// Executions, newest first.
    ///
    /// - Parameters:
    ///   - limit: How many at most.
    ///   - id: Only those before this one; nothing begins with the newest.
    ///   - user: Only those of this user; nothing means everybody's.
    /// - Returns: The executions.
    /// - Throws: `StorageError`.
    package func list(limit: Int, before id: Int64? = nil, of user: UserID? = nil) async throws -> [Execution] {
        try await database.read { try ExecutionRows($0).list(limit: limit, before: id, of: user) }
    }

    /// The execution with that number, if there is one, and if it is the user's where one is given.
    package func execution(_ id: Int64, of user: UserID? = nil) async throws -> Execution? {
        try await database.read { try ExecutionRows($0).execution(id, of: user) }
    }

    /// Holds a running execution; what it has done stays done.
    package func pause(_ id: Int64) async throws { try await obey(.pause, id) }

    /// Goes on with a paused or failed execution.
    package func resume(_ id: Int64) async throws { try await obey(.resume, id) }

    /// Ends an execution for good; what it has done stays done.
    package func cancel(_ id: Int64) async throws { try await obey(.cancel, id) }

    /// Does what was asked of an execution.
    ///
    /// Who pauses or cancels waits for the buckets at hand: afterwards nothing changes any more.
    ///
    /// - Parameters:
    ///   - command: What was asked.
    ///   - id: Of which execution.
    ///   - user: Only one of this user; another's is as good as none.
    /// - Throws: `ExecutionError` when there is no such execution or its state does not allow it.
    package func obey(_ command: ExecutionCommand, _ id: Int64, of user: UserID? = nil) async throws {
        let now = time.now
        try await database.write { connection in
            let rows = ExecutionRows(connection)
            guard let state = try rows.lockedState(of: id), let execution = try rows.execution(id, of: user) else {
                throw ExecutionError.unknown(id)
            }
            guard command.possibleStates.contains(state) else { throw ExecutionError.impossible(command, state) }
            try rows.set(command.result(hasStarted: execution.startedAt != nil), of: id, at: now)
        }
        if command != .resume { try await database.write { try ExecutionRows($0).waitForBuckets(of: id) } }
    }

    private func checkConfirmation(of plan: Plan, _ actor: Actor, _ confirmed: Int?) async throws {
        let contacts = try await audiences.count(plan.selection, reach: actor.reach)
        guard plan.actions.deletesContacts else { return }
        guard let confirmed else { throw ExecutionError.confirmationMissing(contacts: contacts) }
        guard confirmed == contacts else {
            throw ExecutionError.confirmationDiffers(confirmed: confirmed, contacts: contacts)
        }
    }
}
