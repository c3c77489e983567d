package import Actions
package import Contacts
package import Selections

/// One run of a plan.
package struct Execution: Sendable, Hashable {
    package let id: Int64
    package let plan: Plan
    package let state: ExecutionState
    package let actor: String
    /// The user who acts; nothing where the operator of the machine does.
    package let user: UserID?
    /// Times in milliseconds since 1970-01-01T00:00:00Z.
    package let createdAt: Int64
    package let scheduledAt: Int64?
    package let startedAt: Int64?
    package let finishedAt: Int64?
    /// How many contacts the audience has; nothing before the start.
    package let contactCount: Int?
    /// How many of them are done.
    package let doneContacts: Int
    /// One for each action of the plan, in its order, over the contacts that are done.
    package let outcomes: [Outcome]
    /// Why it failed, if it did.
    package let failure: String?

    /// The actions with their outcomes, as far as somebody may know of them: private notes and documents only their author.
    package func actions(visibleTo reader: Actor) -> [(action: PlannedAction, outcome: Outcome)] {
        zip(plan.actions.actions, outcomes).map { (action: $0, outcome: $1) }
            .filter { !$0.action.isPrivate || reader.name == actor }
    }

    /// The name, which may tell what a private action is about.
    package func name(visibleTo reader: Actor) -> String {
        isHidden(from: reader) ? "Private execution" : plan.name
    }

    /// Whom it is about; nothing where that is for its author only.
    package func selection(visibleTo reader: Actor) -> Selection? {
        isHidden(from: reader) ? nil : plan.selection
    }

    private func isHidden(from reader: Actor) -> Bool {
        reader.name != actor && plan.actions.actions.allSatisfy(\.isPrivate)
    }
}

/// How far an execution is.
package enum ExecutionState: String, Sendable, CaseIterable, Codable {
    /// Waits for its time, or for a free runner.
    case scheduled
    case running
    case paused
    case finished
    case cancelled
    /// Stopped by an error; may be resumed.
    case failed

    /// Whether nothing more happens unless somebody asks for it.
    package var isOver: Bool { self == .finished || self == .cancelled || self == .failed }
}

/// What somebody asks of an execution.
package enum ExecutionCommand: String, Sendable, CaseIterable {
    case pause
    case resume
    case cancel

    /// The states in which it can be asked.
    package var possibleStates: [ExecutionState] {
        switch self {
        case .pause: [.running]
        case .resume: [.paused, .failed]
        case .cancel: [.scheduled, .running, .paused, .failed]
        }
    }

    /// The state that it leads to; who never started waits for the start again.
    func result(hasStarted: Bool) -> ExecutionState {
        switch self {
        case .pause: .paused
        case .resume: hasStarted ? .running : .scheduled
        case .cancel: .cancelled
        }
    }
}

/// Why an execution cannot be created or changed.
package enum ExecutionError: ExplainedError, Equatable {
    case unknown(Int64)
    case impossible(ExecutionCommand, ExecutionState)
    case inThePast
    case privateNoteWithoutUser
    case confirmationMissing(contacts: Int)
    case confirmationDiffers(confirmed: Int, contacts: Int)

    /// The error in words, with what to do.
    package var message: String {
        switch self {
        case .unknown(let id): "there is no execution \(id)"
        case .impossible(let command, let state):
            "an execution that is \(state.rawValue) cannot be asked to \(command.rawValue)"
        case .inThePast: "the start time has passed: choose a later one, or leave it out to start now"
        case .privateNoteWithoutUser:
            "nobody could read a private note of the operator: say as which user you act, or make the note public"
        case .confirmationMissing(let contacts):
            "this deletes \(contacts) contacts for good: confirm by giving that number"
        case .confirmationDiffers(let confirmed, let contacts):
            "\(confirmed) was confirmed, but the group has \(contacts) contacts: look again and confirm that number"
        }
    }
}
