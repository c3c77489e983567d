import Contacts

/// Finds what is wrong with how the nodes of a workflow are joined.
struct ShapeCheck {
    private let graph: Graph
    private let nodes: [NodeID: Node]

    init(_ graph: Graph) {
        self.graph = graph
        nodes = Dictionary(graph.nodes.map { ($0.id, $0) }) { first, _ in first }
    }

    var flaws: [Flaw] { numbers + entry + ways + unreachable + circles }

    private var numbers: [Flaw] {
        var seen: Set<NodeID> = []
        return graph.nodes.compactMap { node in
            if !NodeID.numbers.contains(node.id.number) {
                return error(node, "its number is not one from 1 to \(NodeID.numbers.upperBound): choose another one")
            }
            return seen.insert(node.id).inserted
                ? nil : error(node, "another node has the same number: give each a number of its own")
        }
    }

    private var entry: [Flaw] {
        guard let entry = graph.entry else {
            return [Finding.error("nothing follows the start: join it to the first node").flaw("entry")]
        }
        guard nodes[entry] != nil else {
            return [
                Finding.error("the start leads to the node \(entry.number), which is not there: join it to another one")
                    .flaw("entry")
            ]
        }
        return []
    }

    private var ways: [Flaw] {
        graph.nodes.flatMap { node in
            node.ways.compactMap { way, next in
                guard let next else {
                    return error(
                        node,
                        "the way \(words(way, of: node)) leads nowhere: join it to a node, such as a stop"
                    )
                }
                return nodes[next] == nil
                    ? error(
                        node,
                        "the way \(words(way, of: node)) leads to the node \(next.number), which is not there: join it to another one"
                    ) : nil
            }
        }
    }

    private var unreachable: [Flaw] {
        guard let entry = graph.entry, nodes[entry] != nil else { return [] }
        var reached: Set<NodeID> = [entry]
        var open = [entry]
        while let id = open.popLast() {
            for next in nodes[id]?.ways.compactMap(\.next) ?? [] where reached.insert(next).inserted {
                open.append(next)
            }
        }
        return graph.nodes.filter { !reached.contains($0.id) }.map { node in
            Finding.warning("no way leads here, so nobody comes: join it, or delete it").flaw(node.place, at: node.id)
        }
    }

    /// Circles in which nobody ever waits, each as the nodes that it passes.
    private var circles: [Flaw] {
        var ways: [NodeID: [NodeID]] = [:]
        for node in nodes.values where !node.holdsContacts {
            ways[node.id] = node.ways.compactMap(\.next).filter { nodes[$0]?.holdsContacts == false }
        }
        var found: [Flaw] = []
        while let start = Self.trimmed(&ways), let node = nodes[start] {
            // From a node that is left, some way always goes on among those that are left, and must come back in the end.
            var path: [NodeID] = []
            var here = start
            while !path.contains(here) {
                path.append(here)
                here = ways[here]?.first ?? here
            }
            let circle = path.drop { $0 != here }
            let words = (circle + [here]).map { "\($0.number)" }.joined(separator: " → ")
            let message =
                "the circle \(words) has no wait, so nobody would ever get out: put a wait for some time or for an event into it"
            found.append(error(nodes[here] ?? node, message))
            for id in circle { ways[id] = nil }
        }
        return found
    }

    /// Takes away nodes from which no way goes on, until none is left, and gives back the first of the rest.
    private static func trimmed(_ ways: inout [NodeID: [NodeID]]) -> NodeID? {
        var before = -1
        while ways.count != before {
            before = ways.count
            let left = Set(ways.keys)
            ways = ways.mapValues { $0.filter(left.contains) }.filter { !$0.value.isEmpty }
        }
        return ways.keys.min()
    }

    private func error(_ node: Node, _ message: String) -> Flaw {
        Finding.error(message).flaw(node.place, at: node.id)
    }

    private func words(_ way: Way, of node: Node) -> String {
        switch (way, node.step) {
        case (.path(let number), _): "of path \(number)"
        case (.onward, .waitForEvent): "for those to whom it happens"
        case (.otherwise, .waitForEvent): "for those to whom it does not happen in time"
        case (.otherwise, _): "“otherwise”"
        case (.onward, _), (.failed, _): "onward"
        }
    }
}

extension Node {
    /// Whether everybody who comes stays for some time, so that a circle through it does no harm.
    fileprivate var holdsContacts: Bool {
        switch step {
        case .wait(.span(let span), _): !span.isZero
        case .waitForEvent(let wait): wait.timeout.map { !$0.isZero } ?? true
        case .action, .condition, .wait, .stop: false
        }
    }
}
