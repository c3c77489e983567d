extension Automation {
    /// Whether somebody sees it and may run it: everybody, where it is shared, otherwise its author and those who see the
    /// whole base.
    package func isOpen(to actor: Actor) -> Bool {
        isShared || actor.reach == .everybody || author != nil && author == actor.user
    }

    /// Whether somebody who may make automations may change this one.
    package func isChangeable(by actor: Actor) -> Bool {
        actor.reach == .everybody || !isShared && author != nil && author == actor.user
    }
}
