import Automations
import Contacts
import Selections
import TestSupport
import Testing

struct GraphLayoutTests {
    private func graphs(_ test: String = #function) -> [Graph] {
        var random = SeededGenerator(for: test)
        return (0..<120).map { index in
            RandomGraph.graph(index < 110 ? random.int(0...25) : random.int(60...120), using: &random)
        }
    }

    private func overlap(_ left: GraphLayout.Frame, _ right: GraphLayout.Frame) -> Bool {
        left.x < right.right && right.x < left.right && left.y < right.bottom && right.y < left.bottom
    }

    @Test func `no two boxes and names overlap, and all of them are within the picture`() {
        for graph in graphs() {
            let layout = GraphLayout(graph)
            let frames = layout.boxes.map(\.frame) + layout.edges.map(\.mark)
            for (index, frame) in frames.enumerated() {
                #expect(!frames[..<index].contains { overlap($0, frame) })
                #expect(frame.x >= 0 && frame.y >= 0 && frame.right <= layout.width && frame.bottom <= layout.height)
            }
        }
    }

    @Test func `every node and every way is drawn once, from its box to its box`() {
        for graph in graphs() {
            let layout = GraphLayout(graph)
            #expect(layout.boxes.first?.place == .start)
            #expect(Set(layout.boxes.map(\.place)) == Set([.start] + graph.nodes.map { .node($0.id) }))
            #expect(layout.boxes.count == graph.nodes.count + 1)
            #expect(layout.edges.count == 1 + graph.nodes.map(\.ways.count).reduce(0, +))
            for edge in layout.edges {
                guard let from = layout.box(edge.from)?.frame, let first = edge.points.first,
                    let last = edge.points.last
                else {
                    Issue.record("a way leaves no box")
                    continue
                }
                #expect(first.y == from.bottom && (from.x...from.right).contains(first.x))
                if let to = edge.to.flatMap({ layout.box(.node($0))?.frame }) {
                    #expect(last.y == to.y && (to.x...to.right).contains(last.x))
                } else {
                    #expect(last.y == edge.mark.y && last.x == edge.mark.middle)
                }
            }
        }
    }

    @Test func `no line crosses a box`() {
        for graph in graphs() {
            let layout = GraphLayout(graph)
            for edge in layout.edges {
                for (begin, end) in zip(edge.points, edge.points.dropFirst()) {
                    let (left, right) = (min(begin.x, end.x), max(begin.x, end.x))
                    let (upper, lower) = (min(begin.y, end.y), max(begin.y, end.y))
                    #expect(
                        !layout.boxes.contains {
                            left < $0.frame.right && $0.frame.x < right + 1 && upper < $0.frame.bottom
                                && $0.frame.y < lower && right > $0.frame.x
                        }
                    )
                }
            }
        }
    }

    @Test func `the same graph gives the same picture`() {
        for graph in graphs() { #expect(GraphLayout(graph) == GraphLayout(graph)) }
    }

    @Test func `ways lead down, but for those of loops`() {
        let graph = Graph(
            entry: NodeID(1),
            nodes: [
                Node(NodeID(1), .condition(Condition([.init(.all, next: NodeID(2))], otherwise: NodeID(3)))),
                Node(NodeID(2), .action(.optIn, next: NodeID(3))),
                Node(NodeID(3), .wait(.span(Span(1, .day)), next: NodeID(1))),
                Node(NodeID(4), .action(.addScore(1), next: NodeID(3))),
            ]
        )
        let layout = GraphLayout(graph)
        let rows = graph.nodes.compactMap { layout.box(.node($0.id))?.frame.y }
        #expect(rows[0] < rows[1] && rows[1] < rows[2])
        #expect(layout.edges.filter(\.goesAround).map(\.from) == [.node(NodeID(3)), .node(NodeID(4))])
        #expect(layout.boxes.filter { !$0.isReachable }.map(\.place) == [.node(NodeID(4))])
        let others = layout.boxes.filter(\.isReachable).map(\.frame.right).max() ?? 0
        #expect((layout.box(.node(NodeID(4)))?.frame.x ?? 0) > others)
    }

    @Test func `a long chain is as high as it needs, and narrow`() {
        let nodes = (1...100).map { Node(NodeID($0), .action(.optIn, next: $0 < 100 ? NodeID($0 + 1) : nil)) }
        let layout = GraphLayout(Graph(entry: NodeID(1), nodes: nodes))
        #expect(layout.width < 300)
        #expect(Set(layout.boxes.map(\.frame.x)).count == 1)
        #expect(layout.edges.allSatisfy { edge in edge.points.allSatisfy { $0.x == edge.points[0].x } })
    }
}
