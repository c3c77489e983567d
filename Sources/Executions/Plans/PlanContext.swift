import Access
package import Actions
package import Contacts
package import Storage
import Tracking

extension ActionContext {
    /// What actions know of their surroundings: who acts, and whom they name.
    ///
    /// - Parameters:
    ///   - actions: What is to be done.
    ///   - actor: Who acts.
    ///   - now: The present time, in milliseconds.
    ///   - connection: Where the users are.
    ///   - holds: Whether who gets contacts cannot be disabled until the transaction ends, which only one that writes can ask
    ///     for: whoever hands over the contacts of a user must see them all.
    ///   - depth: How many launches without a wait lead to what the actions launch.
    ///   - execution: The run, whose documents must be there; nothing where nothing is carried out.
    /// - Throws: `AccessError` when a plan names a user who is not there, or gives contacts to one who is disabled;
    ///   `FunnelError` when it names a funnel or a stage that is not there, `AutomationError` when it runs a rule or workflow
    ///   that is not there for the actor, or that a bulk action cannot run,
    ///   `SiteError` when links would lead to a page that is not monitored, `DocumentError.gone` when the run's document
    ///   was deleted, `ExecutionError.privateNoteWithoutUser` when nobody could read a note of the plan.
    package init(
        for actions: ActionList,
        actor: Actor,
        now: Int64,
        _ connection: any Connection,
        holdingUsers holds: Bool,
        depth: Int64 = 0,
        execution: Int64? = nil
    ) throws {
        if actor.user == nil, actions.actions.contains(where: \.writesPrivateNote) {
            throw ExecutionError.privateNoteWithoutUser
        }
        let directory = UserDirectory(connection)
        var users: [String: UserID] = [:]
        let funnelReader = FunnelReader(connection)
        let automationReader = AutomationReader(connection)
        var funnels: [String: Funnel] = [:]
        var automations: [AutomationName: NamedAutomation] = [:]
        for action in actions.actions {
            for name in action.userNames {
                let isHeld = holds && name == action.newOwner
                guard let user = try directory.user(email: name, held: isHeld) else {
                    throw AccessError.unknownUser(name)
                }
                if name == action.newOwner, !user.isActive { throw AccessError.disabled(user.email) }
                users[name] = user.id
            }
            if let named = action.funnelName {
                guard let funnel = try funnelReader.funnel(named: named.funnel) else {
                    throw FunnelError.unknown(named.funnel)
                }
                if let stage = named.stage { _ = try funnel.requiredStage(stage) }
                funnels[named.funnel] = funnel
            }
            if let name = action.automationName {
                let found = try automationReader.automation(name.kind, named: name.text, visibleTo: actor)
                guard let found else { throw AutomationError.unknown(name.kind, name.text) }
                automations[name] = try NamedAutomation(found, reach: try directory.reach(of: found))
            }
        }
        if let user = actor.user, !actions.links.isEmpty {
            _ = try directory.actor(user, needing: .exportContacts)
        }
        self.init(
            now: now,
            actor: actor,
            users: users,
            funnels: funnels,
            automations: automations,
            depth: depth,
            documents: try Self.documents(for: actions, execution, connection)
        )
    }
}

extension ActionContext {
    /// The documents of a run, by the pages to which their links lead; none where nothing is carried out.
    private static func documents(
        for actions: ActionList,
        _ execution: Int64?,
        _ connection: any Connection
    ) throws -> [WebAddress: DocumentID] {
        guard !actions.links.isEmpty else { return [:] }
        let sites = try MonitoredSites(connection)
        var documents: [WebAddress: DocumentID] = [:]
        for links in actions.links {
            try sites.check(links.address)
            guard let execution else { continue }
            let document = try DocumentStore.document(leadingTo: links.address, for: execution, connection)
            guard let document else { throw DocumentError.gone }
            documents[links.address] = document
        }
        return documents
    }
}

extension ActionList {
    /// The links that the actions generate.
    var links: [GenerateURLs] {
        actions.compactMap { if case .generateURLs(let action) = $0 { action } else { nil } }
    }
}

extension Actor {
    /// Who acts in an execution, as far as the user may now: a role may have changed since it was planned.
    ///
    /// - Throws: `AccessError` when the user is disabled or may not run actions any more.
    init(executing id: Int64?, named name: String, _ connection: any Connection) throws {
        if let id {
            self = try UserDirectory(connection).actor(UserID(id), needing: .runActions)
        } else {
            self.init(name: name, user: nil, reach: .everybody)
        }
    }
}
