package import Access
import Actions
package import Contacts
package import Selections
package import Storage

/// Passes the contacts of a user on to another one, as one execution, when somebody leaves the team.
package struct Handover: Sendable {
    private let database: any Database
    private let audiences: Audiences
    private let time: TimeSource

    package init(_ database: any Database, audiences: Audiences, time: TimeSource) {
        self.database = database
        self.audiences = audiences
        self.time = time
    }

    /// How many contacts a user owns at any level, those deleted on their cards among them.
    package func contacts(of user: User) async throws -> Int {
        try await audiences.count(Self.selection(of: user), reach: .everybody)
    }

    /// What the hand-over would do; writes nothing.
    ///
    /// - Throws: `HandoverError` when the successor is unfit.
    package func preview(from leaving: User, to successor: User, actor: Actor) async throws -> Preview {
        let previewer = Previewer(database, audiences: audiences, time: time)
        return try await previewer.preview(try Self.plan(from: leaving, to: successor), actor: actor)
    }

    /// Starts the hand-over.
    ///
    /// - Returns: The number of the execution.
    /// - Throws: `HandoverError` when the successor is unfit.
    package func start(from leaving: User, to successor: User, actor: Actor) async throws -> Int64 {
        let store = ExecutionStore(database, audiences: audiences, time: time)
        // In the name of the actor, but not with the actor's rights: it must come to its end also when the actor is the one
        // who leaves.
        let program = Actor(name: actor.name, user: nil, reach: .everybody)
        return try await store.create(try Self.plan(from: leaving, to: successor), actor: program)
    }

    /// Disables a user and passes the user's contacts on.
    ///
    /// - Parameters:
    ///   - leaving: Who is disabled.
    ///   - successor: Who takes over; may be nothing only where there is nothing to take over.
    ///   - actor: Who does it.
    /// - Returns: The number of the execution, where there is something to take over.
    /// - Throws: `HandoverError` when the successor is missing or unfit, `UserError` when the user is the only
    ///   administrator; nothing is changed then.
    package func disable(_ leaving: User, handingOverTo successor: User?, actor: Actor) async throws -> Int64? {
        let owned = try await contacts(of: leaving)
        if owned > 0, successor == nil { throw HandoverError.successorMissing(leaving.email, contacts: owned) }
        let users = UserStore(database, time: time)
        // As the successor is now: a page may have shown this user an hour ago.
        let successor = if let successor { try await users.user(successor.id) } else { successor }
        if let successor { _ = try Self.plan(from: leaving, to: successor) }
        try await users.disable(leaving.id)
        // Counted anew: an import or a run may have brought the user contacts until this moment.
        guard let successor, try await contacts(of: leaving) > 0 else { return nil }
        return try await start(from: leaving, to: successor, actor: actor)
    }

    private static func plan(from leaving: User, to successor: User) throws -> Plan {
        guard leaving.id != successor.id else { throw HandoverError.toOneself(leaving.email) }
        guard successor.isActive else { throw HandoverError.disabled(successor.email) }
        let action = PlannedAction.handOver(HandOver(from: leaving.email, to: successor.email))
        return Plan(
            name: String(action.summary.prefix(Plan.maximumNameLength)),
            selection: selection(of: leaving),
            actions: try ActionList([action])
        )
    }

    /// Contacts that were deleted on their cards may come back, so they are handed over too.
    private static func selection(of user: User) -> Selection {
        Selection(filter: [
            .leaf(.owner(.any, .isOneOf([user.email]))), .or([.leaf(.removed), .not(.leaf(.removed))]),
        ])
    }
}

/// Why contacts cannot be handed over.
package enum HandoverError: ExplainedError, Equatable {
    case successorMissing(String, contacts: Int)
    case toOneself(String)
    case disabled(String)

    /// The error in words, with what to do.
    package var message: String {
        switch self {
        case .successorMissing(let email, let contacts):
            "\(email) owns \(contacts.counted("contact")): say who takes over"
        case .toOneself(let email): "\(email) cannot take over from themselves: name another user"
        case .disabled(let email): "\(email) is disabled and cannot take over: name another user, or enable this one"
        }
    }
}
