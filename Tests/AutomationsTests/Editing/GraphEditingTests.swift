import Automations
import Contacts
import Selections
import TestSupport
import Testing

struct GraphEditingTests {
    private func wait(_ id: Int64, _ next: Int64?) -> Node {
        Node(NodeID(id), .wait(.span(Span(1, .day)), next: next.map { NodeID($0) }))
    }

    private func fork(_ id: Int64, _ path: Int64?, _ otherwise: Int64?) -> Node {
        let paths = [Condition.Path(.all, next: path.map { NodeID($0) })]
        return Node(NodeID(id), .condition(Condition(paths, otherwise: otherwise.map { NodeID($0) })))
    }

    @Test func `a node is put on a way and leads on to where that led`() {
        var graph = Graph(entry: NodeID(1), nodes: [wait(1, 2), wait(2, nil)])
        graph.insert(wait(3, nil), at: .onward, from: .node(NodeID(1)))
        graph.insert(fork(4, nil, nil), at: .onward, from: .start)
        graph.insert(Node(NodeID(5), .stop), at: .otherwise, from: .node(NodeID(4)))
        #expect(graph.entry == NodeID(4))
        #expect(graph.node(NodeID(4)) == fork(4, 1, 5))
        #expect(graph.node(NodeID(1)) == wait(1, 3) && graph.node(NodeID(3)) == wait(3, 2))
    }

    @Test func `ways to a deleted node lead on to its next, where it has just one`() {
        var graph = Graph(entry: NodeID(1), nodes: [wait(1, 2), fork(2, 1, 3), wait(3, 2)])
        graph.delete(NodeID(1))
        #expect(graph == Graph(entry: NodeID(2), nodes: [fork(2, 2, 3), wait(3, 2)]))
        graph.delete(NodeID(2))
        #expect(graph == Graph(entry: nil, nodes: [wait(3, nil)]))
        graph.delete(NodeID(9))
        #expect(graph.nodes.count == 1)
        var circle = Graph(entry: NodeID(1), nodes: [wait(1, 1)])
        circle.delete(NodeID(1))
        #expect(circle == Graph())
    }

    @Test func `a moved node leaves its place and takes another`() {
        var graph = Graph(entry: NodeID(1), nodes: [wait(1, 2), wait(2, 3), wait(3, nil)])
        graph.move(NodeID(1), to: .onward, from: .node(NodeID(3)))
        #expect(graph.entry == NodeID(2))
        #expect(graph.node(NodeID(3)) == wait(3, 1) && graph.node(NodeID(1)) == wait(1, nil))
        let before = graph
        graph.move(NodeID(1), to: .onward, from: .node(NodeID(1)))
        graph.move(NodeID(1), to: .onward, from: .node(NodeID(3)))
        #expect(graph == before)
    }

    @Test func `a number is never given twice`() {
        let published = Graph(entry: NodeID(1), nodes: [wait(1, 12)])
        #expect(Graph().freeNodeID() == NodeID(1))
        #expect(Graph(nodes: [wait(4, nil)]).freeNodeID(beside: [published]) == NodeID(13))
    }

    @Test func `no change leaves a way that leads to a node which is gone`() {
        var random = SeededGenerator(for: "editing")
        for _ in 0..<300 {
            var graph = RandomGraph.graph(random.int(1...12), using: &random)
            for _ in 0..<10 {
                guard let id = graph.nodes.randomElement(using: &random)?.id else { break }
                let ways: [(GraphPlace, Way)] =
                    [(.start, .onward)] + graph.nodes.flatMap { node in node.ways.map { (.node(node.id), $0.way) } }
                let (place, way) = random.pick(ways)
                let before = Set(graph.nodes.flatMap { $0.ways.compactMap(\.next) } + [graph.entry].compactMap(\.self))
                let known = Set(graph.nodes.map(\.id))
                switch random.int(0...2) {
                case 0: graph.delete(id)
                case 1: graph.move(id, to: way, from: place)
                default: graph.insert(wait(graph.freeNodeID().number, nil), at: way, from: place)
                }
                let left = Set(graph.nodes.map(\.id))
                let targets = Set(graph.nodes.flatMap { $0.ways.compactMap(\.next) } + [graph.entry].compactMap(\.self))
                // Ways that led nowhere real before may still do so.
                #expect(targets.subtracting(left).isSubset(of: before.subtracting(known)))
                #expect(left.count == graph.nodes.count)
            }
        }
    }
}
