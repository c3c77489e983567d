import Contacts

/// A graph with an order of its nodes in which contacts from several ways meet before they go on together.
struct RankedGraph: Sendable {
    let graph: Graph
    private let ranks: [NodeID: Int]

    init(_ graph: Graph) {
        self.graph = graph
        var finished: [NodeID] = []
        var seen: Set<NodeID> = []
        let nodes = Dictionary(graph.nodes.map { ($0.id, $0) }) { first, _ in first }
        // Depth first without recursion, as a chain may be hundreds of nodes long.
        for root in [graph.entry].compactMap({ $0 }) + graph.nodes.map(\.id) where seen.insert(root).inserted {
            var path: [(id: NodeID, rest: [NodeID])] = [(root, nodes[root]?.ways.compactMap(\.next) ?? [])]
            while let (id, others) = path.popLast() {
                var rest = others
                if let next = rest.popLast() {
                    path.append((id, rest))
                    if seen.insert(next).inserted { path.append((next, nodes[next]?.ways.compactMap(\.next) ?? [])) }
                } else {
                    finished.append(id)
                }
            }
        }
        ranks = Dictionary(finished.reversed().enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
    }

    /// The place of a node in the order; a node that a circle leads back to keeps its first one.
    func rank(_ id: NodeID) -> Int { ranks[id] ?? .max }
}
