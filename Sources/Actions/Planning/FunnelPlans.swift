import Contacts

/// The funnels that a plan puts contacts into and takes them out of.
struct FunnelPlans {
    private var added: Set<String> = []
    private var removed: Set<String> = []

    mutating func add(_ action: AddToStage) throws(ActionListError) {
        guard added.insert(action.funnel.nameKey).inserted else { throw .funnelTwice(action.funnel) }
        guard !removed.contains(action.funnel.nameKey) else { throw .funnelAddedAndRemoved(action.funnel) }
    }

    mutating func remove(_ action: RemoveFromFunnel) throws(ActionListError) {
        removed.insert(action.funnel.nameKey)
        guard !added.contains(action.funnel.nameKey) else { throw .funnelAddedAndRemoved(action.funnel) }
    }
}
