package import Contacts

/// What a rule or workflow does: how contacts get in, and the nodes that they pass.
///
/// Rules compile into graphs, so that one engine runs both.
package struct Graph: Sendable, Hashable {
    /// The events that launch it; any of them does.
    package var events: [Trigger]
    /// The first node; nothing where it is not joined to any yet.
    package var entry: NodeID?
    package var nodes: [Node]

    package init(events: [Trigger] = [], entry: NodeID? = nil, nodes: [Node] = []) {
        self.events = events
        self.entry = entry
        self.nodes = nodes
    }

    package func node(_ id: NodeID) -> Node? { nodes.first { $0.id == id } }
}

/// One step of a graph.
package struct Node: Sendable, Hashable {
    package let id: NodeID
    /// What people call it, where the step's own words do not do.
    package var title: String?
    package var step: Step

    package init(_ id: NodeID, title: String? = nil, _ step: Step) {
        self.id = id
        self.title = title
        self.step = step
    }

    /// The ways out, in their order, with where they lead; a way that leads nowhere is not joined yet.
    package var ways: [(way: Way, next: NodeID?)] {
        switch step {
        case .action(_, let next), .wait(_, let next): [(.onward, next)]
        case .condition(let condition):
            condition.paths.enumerated().map { (.path($0.offset + 1), $0.element.next) }
                + [(.otherwise, condition.otherwise)]
        case .waitForEvent(let wait):
            [(.onward, wait.next)] + (wait.timeout == nil ? [] : [(.otherwise, wait.otherwise)])
        case .stop: []
        }
    }
}

/// What a node does with contacts that come to it.
package enum Step: Sendable, Hashable {
    case action(AutomationAction, next: NodeID?)
    case condition(Condition)
    case wait(Wait, next: NodeID?)
    case waitForEvent(EventWait)
    /// The end of the way.
    case stop
}

/// A way out of a node.
package enum Way: Sendable, Hashable {
    /// The only way, or the one of those for whom the event happened.
    case onward
    /// A path of a condition, counted from 1.
    case path(Int)
    /// Nobody's path: no condition holds, or the event did not happen in time.
    case otherwise
    /// The node failed.
    case failed

    /// The word in logs and files.
    package var word: String {
        switch self {
        case .onward: "onward"
        case .path(let number): "path-\(number)"
        case .otherwise: "otherwise"
        case .failed: "failed"
        }
    }
}
