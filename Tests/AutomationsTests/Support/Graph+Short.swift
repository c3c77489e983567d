import Actions
import Automations
import Contacts
import Selections

/// Short spellings, so that a test shows the graph that it is about.
extension NodeID: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int64) {
        self.init(value)
    }
}

extension Node {
    static func tag(_ id: NodeID, _ name: String, next: NodeID) -> Node {
        Node(id, .action(.planned(.addTags(AddTags([TagName(stored: name)]))), next: next))
    }

    static func score(_ id: NodeID, _ points: Int64, next: NodeID) -> Node {
        Node(id, .action(.addScore(points), next: next))
    }

    static func wait(_ id: NodeID, _ count: Int, _ unit: Span.Unit, next: NodeID) -> Node {
        Node(id, .wait(.span(Span(count, unit)), next: next))
    }

    static func stop(_ id: NodeID) -> Node {
        Node(id, .stop)
    }

    static func when(_ id: NodeID, _ query: String, next: NodeID, otherwise: NodeID) throws -> Node {
        let path = Condition.Path(try Criterion(query: query), next: next)
        return Node(id, .condition(Condition([path], otherwise: otherwise)))
    }

    static func waitFor(
        _ id: NodeID,
        _ event: Trigger,
        timeout: Span? = nil,
        next: NodeID,
        otherwise: NodeID? = nil
    ) -> Node {
        Node(id, .waitForEvent(EventWait([event], timeout: timeout, next: next, otherwise: otherwise)))
    }
}

extension Trigger {
    static func tag(_ name: String) -> Trigger { .tagAssigned([TagName(stored: name)]) }
}
