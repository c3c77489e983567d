package import Contacts

/// Changes of a graph that people make one at a time; what is not there is left alone.
extension Graph {
    /// A number that no node of this graph has, nor one of the others.
    ///
    /// - Parameter others: Graphs of the same automation whose contacts and counts go by the same numbers.
    /// - Returns: The number.
    package func freeNodeID(beside others: [Graph] = []) -> NodeID {
        let taken = ([self] + others).flatMap {
            $0.nodes.map(\.id.number) + $0.nodes.flatMap { $0.ways.compactMap { $0.next?.number } }
        }
        return NodeID(max(0, taken.max() ?? 0) + 1)
    }

    /// Where a way leads; nothing where it is not joined, or is not there.
    package func target(of way: Way, from place: GraphPlace) -> NodeID? {
        switch place {
        case .start: entry
        case .node(let id): node(id)?.ways.first { $0.way == way }?.next
        }
    }

    /// Joins a way to a node, or to none.
    package mutating func join(_ way: Way, from place: GraphPlace, to next: NodeID?) {
        switch place {
        case .start: entry = next
        case .node(let id): change(id) { $0.step.join(way, to: next) }
        }
    }

    /// Puts a node on a way, so that its own first way leads on to where that led.
    package mutating func insert(_ node: Node, at way: Way, from place: GraphPlace) {
        var node = node
        if let first = node.ways.first?.way { node.step.join(first, to: target(of: way, from: place)) }
        nodes.append(node)
        join(way, from: place, to: node.id)
    }

    /// Takes a node out; the ways to it lead on to where its only way led, or nowhere.
    package mutating func delete(_ id: NodeID) {
        guard let node = node(id) else { return }
        let ways = node.ways
        let onward = ways.count == 1 ? ways[0].next : nil
        let next = onward == id ? nil : onward
        nodes.removeAll { $0.id == id }
        redirect(id, to: next)
    }

    /// Takes a node out of its place and puts it on another way; only a node with one way has a place to leave.
    package mutating func move(_ id: NodeID, to way: Way, from place: GraphPlace) {
        guard let node = node(id), node.ways.count == 1, place != .node(id), target(of: way, from: place) != id else {
            return
        }
        delete(id)
        insert(node, at: way, from: place)
    }

    /// Gives a node another title or step.
    package mutating func replace(_ node: Node) { change(node.id) { $0 = node } }

    private mutating func change(_ id: NodeID, _ body: (inout Node) -> Void) {
        guard let index = nodes.firstIndex(where: { $0.id == id }) else { return }
        body(&nodes[index])
    }

    private mutating func redirect(_ id: NodeID, to next: NodeID?) {
        if entry == id { entry = next }
        for index in nodes.indices {
            for (way, target) in nodes[index].ways where target == id { nodes[index].step.join(way, to: next) }
        }
    }
}

extension Step {
    /// Joins one of its ways to a node, or to none.
    package mutating func join(_ way: Way, to next: NodeID?) {
        switch (self, way) {
        case (.action(let action, _), .onward): self = .action(action, next: next)
        case (.wait(let wait, _), .onward): self = .wait(wait, next: next)
        case (.waitForEvent(var wait), .onward):
            wait.next = next
            self = .waitForEvent(wait)
        case (.waitForEvent(var wait), .otherwise):
            wait.otherwise = next
            self = .waitForEvent(wait)
        case (.condition(var condition), .path(let number)) where condition.paths.indices.contains(number - 1):
            condition.paths[number - 1].next = next
            self = .condition(condition)
        case (.condition(var condition), .otherwise):
            condition.otherwise = next
            self = .condition(condition)
        default: break
        }
    }
}
