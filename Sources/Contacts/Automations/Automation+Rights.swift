extension Automation {
    /// Whether somebody sees it and may run it: everybody, where it is shared, otherwise its author and those who manage
    /// everybody's.
    package func isOpen(to actor: Actor) -> Bool {
        isShared || actor.seesAllAutomations || author != nil && author == actor.user
    }

    /// Whether somebody who may make automations may change this one.
    package func isChangeable(by actor: Actor) -> Bool {
        actor.reach == .everybody || !isShared && author != nil && author == actor.user
    }

    /// Who acts in it where no user does.
    ///
    /// What it leaves on cards is read by many, so that the name of one that is not shared stays out of it.
    package var program: Actor {
        Actor(name: isShared ? "\(kind.label) \(name)" : kind.label, user: nil, reach: .everybody)
    }
}

extension AutomationReader {
    /// Every automation of which somebody may know, by group and name; those without a group first.
    package func all(_ kind: AutomationKind? = nil, visibleTo actor: Actor) throws -> [Automation] {
        try all(kind).filter { $0.isOpen(to: actor) }
    }

    /// The automation of that name, as far as somebody may know of it: the own one first.
    ///
    /// - Parameters:
    ///   - kind: Rule or workflow.
    ///   - name: The name, without regard to case.
    ///   - actor: Who asks.
    /// - Returns: The automation; nothing where there is none, or where it is somebody else's own.
    /// - Throws: `StorageError`.
    package func automation(_ kind: AutomationKind, named name: String, visibleTo actor: Actor) throws -> Automation? {
        let found = try automations(kind, named: name).filter { $0.isOpen(to: actor) }
        return found.first { !$0.isShared && $0.author != nil && $0.author == actor.user } ?? found.first
    }
}
