import Actions
import Contacts
import Foundation
import Storage

/// Reads and writes the rows of executions, inside one transaction.
struct ExecutionRows {
    private let connection: any Connection

    init(_ connection: any Connection) {
        self.connection = connection
    }

    func list(limit: Int, before id: Int64?, of user: UserID?) throws -> [Execution] {
        let isEarlier: SQL = id.map { "id < \($0)" } ?? "1 = 1"
        return try executions("WHERE \(isEarlier)\(Self.isOf(user)) ORDER BY id DESC LIMIT \(limit)")
    }

    func execution(_ id: Int64, of user: UserID?) throws -> Execution? {
        try executions("WHERE id = \(id)\(Self.isOf(user))").first
    }

    private static func isOf(_ user: UserID?) -> SQL {
        user.map { " AND actor_id = \($0.number)" } ?? ""
    }

    /// The state of an execution, which nobody else changes until the transaction ends.
    func lockedState(of id: Int64) throws -> ExecutionState? {
        let lock: SQL = connection.dialect == .postgres ? " FOR UPDATE" : ""
        return try connection.firstRow("SELECT state FROM execution WHERE id = \(id)\(lock)") {
            ExecutionState(rawValue: $0.text(0))
        } ?? nil
    }

    func set(_ state: ExecutionState, of id: Int64, at now: Int64, failure: String? = nil) throws {
        let isClosed = state == .finished || state == .cancelled
        try connection.execute(
            """
            UPDATE execution SET state = \(state.rawValue), failure = \(failure),
                finished_at = \(isClosed ? now : nil)
            WHERE id = \(id)
            """
        )
    }

    /// Waits for those who work on a bucket of an execution; SQLite has one writer, who is us.
    func waitForBuckets(of id: Int64) throws {
        guard connection.dialect == .postgres else { return }
        try connection.forEachRow(
            "SELECT 1 FROM execution_bucket WHERE execution_id = \(id) AND done = 0 ORDER BY bucket FOR UPDATE"
        ) { _ in }
    }

    private func executions(_ suffix: SQL) throws -> [Execution] {
        let stored = try connection.rows(
            """
            SELECT id, plan, state, actor, created_at, scheduled_at, started_at, finished_at, contact_count, failure,
                actor_id
            FROM execution \(suffix)
            """
        ) { row in
            guard let state = ExecutionState(rawValue: row.text(2)) else {
                throw StorageError(.corrupt, "execution \(row.integer(0)) is in the unknown state \(row.text(2))")
            }
            return StoredExecution(
                id: row.integer(0),
                plan: try Plan(json: row.text(1)),
                state: state,
                actor: row.text(3),
                times: (4...7).map { row.optionalInteger($0) },
                contactCount: row.optionalInteger(8).map { Int($0) },
                failure: row.optionalText(9),
                user: row.optionalInteger(10).map(UserID.init)
            )
        }
        return try stored.map { try $0.execution(progress: progress(of: $0.id, $0.plan.actions.actions.count)) }
    }

    private func progress(of id: Int64, _ actions: Int) throws -> (contacts: Int, outcomes: [Outcome]) {
        var contacts = 0
        var outcomes = [Outcome](repeating: Outcome(), count: actions)
        try connection.forEachRow(
            "SELECT contact_count, outcome FROM execution_bucket WHERE execution_id = \(id) AND done = 1"
        ) { row in
            contacts += Int(row.integer(0))
            for (index, outcome) in try BucketOutcome.decode(row.text(1)).prefix(actions).enumerated() {
                outcomes[index] = outcomes[index] + outcome
            }
        }
        return (contacts, outcomes)
    }
}

/// The stored form of what happened to one bucket: an outcome for each action.
enum BucketOutcome {
    static func encode(_ outcomes: [Outcome]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(outcomes), as: UTF8.self)
    }

    static func decode(_ text: String) throws -> [Outcome] {
        try JSONDecoder().decode([Outcome].self, from: Data(text.utf8))
    }
}

private struct StoredExecution {
    let id: Int64
    let plan: Plan
    let state: ExecutionState
    let actor: String
    let times: [Int64?]
    let contactCount: Int?
    let failure: String?
    let user: UserID?

    func execution(progress: (contacts: Int, outcomes: [Outcome])) -> Execution {
        Execution(
            id: id,
            plan: plan,
            state: state,
            actor: actor,
            user: user,
            createdAt: times[0] ?? 0,
            scheduledAt: times[1],
            startedAt: times[2],
            finishedAt: times[3],
            contactCount: contactCount,
            doneContacts: progress.contacts,
            outcomes: progress.outcomes,
            failure: failure
        )
    }
}
