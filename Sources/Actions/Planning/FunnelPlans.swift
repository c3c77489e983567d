import Contacts

/// The funnels that a plan puts contacts into and takes them out of.
struct FunnelPlans {
    private var added: Set<String> = []
    private var removed: Set<String> = []

    mutating func add(_ action: AddToStage) throws(ActionListError) {
        guard added.insert(Self.key(action.funnel)).inserted else { throw .funnelTwice(action.funnel) }
        guard !removed.contains(Self.key(action.funnel)) else { throw .funnelAddedAndRemoved(action.funnel) }
    }

    mutating func remove(_ action: RemoveFromFunnel) throws(ActionListError) {
        removed.insert(Self.key(action.funnel))
        guard !added.contains(Self.key(action.funnel)) else { throw .funnelAddedAndRemoved(action.funnel) }
    }

    private static func key(_ name: String) -> String { name.trimmed.composed.folded }
}
