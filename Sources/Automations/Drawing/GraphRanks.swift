import Contacts

/// A way of a graph, with where it begins.
struct GraphArc: Sendable, Hashable {
    let from: GraphPlace
    let way: Way
    /// Nothing where it is joined to no node of the graph.
    let to: GraphPlace?
    /// How many ways leave the same place.
    let siblings: Int
}

/// How far down each node of a graph stands, and which ways lead back.
struct GraphRanks {
    /// The places that are reached from the start, and the others; in the order in which they are come upon.
    private(set) var reached: [GraphPlace] = []
    private(set) var unreached: [GraphPlace] = []
    /// The longest distance from where the part begins.
    private(set) var rank: [GraphPlace: Int] = [:]
    let arcs: [GraphPlace: [GraphArc]]
    /// The ways that lead down within one part.
    private(set) var downward: Set<GraphArc> = []

    private var state: [GraphPlace: State] = [:]

    private enum State { case open, closed }

    init(_ graph: Graph) {
        let known = Set(graph.nodes.map(\.id))
        func place(_ id: NodeID?) -> GraphPlace? { id.flatMap { known.contains($0) ? .node($0) : nil } }
        var arcs: [GraphPlace: [GraphArc]] = [
            .start: [GraphArc(from: .start, way: .onward, to: place(graph.entry), siblings: 1)]
        ]
        var order: [GraphPlace] = []
        for node in graph.nodes where arcs[.node(node.id)] == nil {
            let ways = node.ways
            order.append(.node(node.id))
            arcs[.node(node.id)] = ways.map {
                GraphArc(from: .node(node.id), way: $0.way, to: place($0.next), siblings: ways.count)
            }
        }
        self.arcs = arcs
        reached = walk(from: [.start])
        let others = order.filter { state[$0] == nil }
        let entered = Set(others.flatMap { self.arcs[$0] ?? [] }.compactMap(\.to))
        // Those that nothing leads to come first; what is left after them are loops.
        unreached = walk(from: others.filter { !entered.contains($0) } + others)
    }

    /// Goes through everything that is led to from the roots and not come upon yet.
    private mutating func walk(from roots: [GraphPlace]) -> [GraphPlace] {
        var found: [GraphPlace] = []
        var left: [GraphPlace] = []
        var part: Set<GraphPlace> = []
        for root in roots where state[root] == nil {
            var path: [(place: GraphPlace, next: Int)] = [(root, 0)]
            state[root] = .open
            part.insert(root)
            found.append(root)
            while let (place, next) = path.last {
                guard let ways = arcs[place], next < ways.count else {
                    state[place] = .closed
                    left.append(place)
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                guard let to = ways[next].to else { continue }
                if state[to] == nil {
                    state[to] = .open
                    part.insert(to)
                    found.append(to)
                    path.append((to, 0))
                    downward.insert(ways[next])
                } else if state[to] == .closed, part.contains(to) {
                    downward.insert(ways[next])
                }
            }
        }
        for place in left.reversed() {
            let own = rank[place, default: 0]
            rank[place] = own
            for arc in arcs[place] ?? [] where downward.contains(arc) {
                if let to = arc.to { rank[to] = max(rank[to, default: 0], own + 1) }
            }
        }
        return found
    }
}
