package import Contacts

extension Action {
    /// What the action would do with contacts that its actor may act on.
    ///
    /// - Parameters:
    ///   - numbers: Contacts that exist, ascending.
    ///   - right: What the actor must be allowed to do with each.
    ///   - reader: What the contacts hold.
    ///   - context: Who acts, and when.
    /// - Returns: The effect; whoever the actor may not act on is skipped.
    /// - Throws: What the action throws.
    package func effect(
        on numbers: [UInt32],
        needing right: ContactRight = .edit,
        reading reader: any FacetReader,
        in context: ActionContext
    ) throws -> Effect {
        let state = WorkingState(numbers, reader: reader)
        let (allowed, skipped) = try ActorRights(of: context.actor, on: state).holders(of: right)
        var effect = try effect(on: state.narrowed(to: allowed), in: context)
        effect.outcome = effect.outcome + skipped
        return effect
    }
}
