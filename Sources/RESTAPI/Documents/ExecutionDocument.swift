import Actions
package import Contacts
package import Executions

/// An execution as JSON shows it, in the API and on the command line.
package struct ExecutionDocument: Encodable, Sendable {
    let id: Int64
    let name: String
    let state: String
    let actor: String
    let createdAt: String
    let scheduledAt: String?
    let startedAt: String?
    let finishedAt: String?
    let contacts: Int?
    let done: Int
    let actions: [ActionDocument]
    let failure: String?

    /// Describes an execution.
    ///
    /// - Parameters:
    ///   - execution: The execution.
    ///   - reader: Who reads it; what is private is for its author only.
    package init(_ execution: Execution, for reader: Actor) {
        id = execution.id
        name = execution.name(visibleTo: reader)
        state = execution.state.rawValue
        actor = execution.actor
        createdAt = execution.createdAt.instant
        scheduledAt = execution.scheduledAt?.instant
        startedAt = execution.startedAt?.instant
        finishedAt = execution.finishedAt?.instant
        contacts = execution.contactCount
        done = execution.doneContacts
        actions = execution.actions(visibleTo: reader).map { ActionDocument($0.action, $0.outcome) }
        failure = execution.failure
    }
}
