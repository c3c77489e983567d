import Actions
import Contacts
import Executions

/// An execution as JSON shows it.
struct ExecutionDocument: Encodable {
    let id: Int64
    let name: String
    let state: String
    let actor: String
    let createdAt: Int64
    let scheduledAt: Int64?
    let startedAt: Int64?
    let finishedAt: Int64?
    let contacts: Int?
    let done: Int
    let actions: [ActionDocument]
    let failure: String?

    /// Describes an execution.
    ///
    /// - Parameters:
    ///   - execution: The execution.
    ///   - reader: Who reads it; what is private is for its author only.
    init(_ execution: Execution, for reader: Actor) {
        id = execution.id
        name = execution.plan.name
        state = execution.state.rawValue
        actor = execution.actor
        createdAt = execution.createdAt
        scheduledAt = execution.scheduledAt
        startedAt = execution.startedAt
        finishedAt = execution.finishedAt
        contacts = execution.contactCount
        done = execution.doneContacts
        actions = execution.actions(visibleTo: reader).map { ActionDocument($0.action, $0.outcome) }
        failure = execution.failure
    }
}

/// An action and its outcome as JSON shows them.
struct ActionDocument: Encodable {
    let action: PlannedAction
    let summary: String
    let changed: Int
    let unchanged: Int
    let skipped: [String: Int]
    /// What the action found out, in contacts.
    let parts: [String: Int]?
    let remark: String?

    init(_ action: PlannedAction, _ outcome: Outcome) {
        self.action = action
        summary = action.summary
        remark = action.remark(on: outcome)
        changed = outcome.changed
        unchanged = outcome.unchanged
        skipped = Dictionary(uniqueKeysWithValues: outcome.skipped.map { ($0.key.rawValue, $0.value) })
        parts = outcome.parts.map { Dictionary(uniqueKeysWithValues: $0.map { ($0.key.rawValue, $0.value) }) }
    }
}
