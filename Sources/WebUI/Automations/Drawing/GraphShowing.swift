import Automations
import Contacts

/// What a picture shows besides the graph itself.
struct GraphShowing: Sendable {
    /// The address of the page with the picture.
    var path = ""
    /// The box whose settings stand beside the picture.
    var current: GraphPlace?
    var isEditable = false
    /// What is wrong with a node, or with the start.
    var flaws: Set<GraphPlace> = []
    /// The numbers of contacts; nothing where there are none to show.
    var counts: [NodeID: NodeCounts]?
    /// The places, in their order, that a test run comes to.
    var route: [GraphPlace] = []

    func address(of place: GraphPlace) -> String { "\(path)?node=\(place.word)#panel" }

    func address(insertingAt place: WayPlace) -> String { "\(path)?insert=\(place.word)#panel" }

    /// Whether a test run goes along a way.
    func isOnRoute(_ edge: GraphLayout.Edge) -> Bool {
        guard let to = edge.to else { return false }
        return zip(route, route.dropFirst()).contains { $0 == edge.from && $1 == .node(to) }
    }
}

/// What a box says.
struct PlaceWords: Sendable {
    let elementID: String
    /// Nothing for the start.
    let kind: StepKind?
    let heading: String
    let caption: String
    let counts: String?
    let sentence: String
    /// Classes that say how the box stands out.
    let marks: [String]

    init(_ place: GraphPlace, _ graph: Graph, _ showing: GraphShowing, isReachable: Bool) {
        var notes: [String] = []
        var marks: [String] = []
        func note(_ isTrue: Bool, _ mark: String, _ words: String) {
            guard isTrue else { return }
            marks.append(mark)
            notes.append(words)
        }
        note(showing.flaws.contains(place), "node-flawed", "something is wrong here")
        note(!isReachable, "node-unreached", "no way leads here")
        note(showing.route.contains(place), "node-taken", "the test run comes here")
        note(showing.current == place, "node-current", "shown beside the picture")
        elementID = "node-\(place.word)"
        caption = Self.name(of: place, graph)
        let node: Node? = if case .node(let id) = place { graph.node(id) } else { nil }
        kind = node?.step.kind
        heading = node?.heading ?? Self.startHeading(graph.events)
        counts = node.flatMap { node in showing.counts.map { $0[node.id, default: NodeCounts()].words } }
        sentence = ([caption, node.map { Self.whole($0) } ?? heading, counts].compactMap { $0 } + notes)
            .joined(separator: ": ")
        self.marks = marks
    }

    static func name(of place: GraphPlace, _ graph: Graph? = nil) -> String {
        switch place {
        case .start: "Start"
        case .node(let id):
            graph?.node(id).map { "\($0.step.kind.label) \(id.number)" } ?? "Node \(id.number)"
        }
    }

    private static func whole(_ node: Node) -> String {
        node.title.map { "\($0), \(node.step.summary)" } ?? node.step.summary
    }

    private static func startHeading(_ events: [Trigger]) -> String {
        switch events.count {
        case 0: "No event: started by hand"
        case 1: events[0].summary
        default: "\(events.count.counted("event")), any of them"
        }
    }
}

extension NodeCounts {
    /// How many contacts went on from the node.
    var passedInAll: Int { passed.values.reduce(0, +) }

    /// The numbers in words.
    var words: String {
        "\(waiting.grouped) waiting, \(passedInAll.grouped) passed" + (failed > 0 ? ", \(failed.grouped) failed" : "")
    }
}

/// The graph as a table, which says what the picture shows.
struct GraphTable: Sendable {
    struct Row: Sendable {
        let place: String
        let address: String
        let kindLabel: String
        let heading: String
        let ways: [WayRow]
        let waiting: String
        let passed: String
        let failed: String
        let notes: String
    }

    struct WayRow: Sendable {
        let wayWords: String
        let target: String
        let wayCount: String?
    }

    let rows: [Row]
    let hasCounts: Bool

    init(_ graph: Graph, _ layout: GraphLayout, _ showing: GraphShowing) {
        hasCounts = showing.counts != nil
        // By number, and not in the order in which the picture comes upon them.
        let ordered = layout.boxes.sorted { ($0.place.number ?? 0) < ($1.place.number ?? 0) }
        rows = ordered.map { box in
            let words = PlaceWords(box.place, graph, showing, isReachable: box.isReachable)
            let id: NodeID? = if case .node(let id) = box.place { id } else { nil }
            let counts = id.flatMap { showing.counts?[$0] } ?? NodeCounts()
            return Row(
                place: id.map { "\($0.number)" } ?? "–",
                address: showing.address(of: box.place),
                kindLabel: words.kind?.label ?? "Start",
                heading: words.heading,
                ways: layout.edges.filter { $0.from == box.place }.map { edge in
                    WayRow(
                        wayWords: graph.words(for: WayPlace(edge.from, edge.way)),
                        target: edge.to.map { "node \($0.number)" } ?? "nowhere yet",
                        wayCount: id != nil && showing.counts != nil ? counts.passed[edge.way, default: 0].grouped : nil
                    )
                },
                waiting: counts.waiting.grouped,
                passed: counts.passedInAll.grouped,
                failed: counts.failed.grouped,
                notes: (box.isReachable ? [] : ["no way leads here"]).joined(separator: ", ")
            )
        }
    }
}
