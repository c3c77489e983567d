import Automations
import Contacts

/// One change of a workflow as a form asks for it.
struct WorkflowEdit: Sendable {
    /// The last part of the form's address.
    enum Kind: String, CaseIterable, Sendable {
        case start, node, insert
        case deleteNode = "delete-node"
        case moveNode = "move-node"
    }

    let kind: Kind
    /// The form, to be shown again where it must be corrected.
    let state: PanelState
    private let target: WayPlace?

    /// Reads a form; nothing where it names no node or no way.
    init?(_ kind: Kind, _ fields: FormFields) {
        self.kind = kind
        target = WayPlace(word: fields[kind == .insert ? "insert" : "to"])
        let node = Int64(fields["node"]).map { NodeID($0) }
        switch kind {
        case .start: state = .start(StartForm(fields))
        case .node:
            guard let node, let nodeKind = NodeKind(word: fields["kind"]) else { return nil }
            state = .node(node, NodeForm(nodeKind, fields))
        case .insert:
            guard let target, let nodeKind = NodeKind(word: fields["kind"]) else { return nil }
            state = .insertion(target, NodeForm(nodeKind, fields))
        case .deleteNode:
            guard let node else { return nil }
            state = .fixed(node)
        case .moveNode:
            guard let node, target != nil else { return nil }
            state = .fixed(node)
        }
    }

    /// What the page says afterwards.
    var done: String {
        switch kind {
        case .start, .node: "Saved."
        case .insert: "Inserted."
        case .deleteNode: "Deleted."
        case .moveNode: "Moved."
        }
    }

    /// The graph with the change.
    ///
    /// - Parameters:
    ///   - graph: The graph as it is.
    ///   - others: Graphs whose numbers are taken as well.
    /// - Returns: The graph, what to show beside it, and what must be corrected.
    func result(on graph: Graph, beside others: [Graph]) -> (graph: Graph?, next: PanelState, problems: [FormProblem]) {
        var graph = graph
        switch state {
        case .start(let form):
            let (triggers, problems) = form.triggers()
            guard problems.isEmpty else { return (nil, state, problems) }
            graph.events = triggers
            graph.entry = Int64(form.target).map { NodeID($0) }
            let ways = { (choice: String) in form.target == choice ? [Way.onward] : [] }
            return finish(&graph, .start, ways, others)
        case .node(let id, let form):
            guard graph.node(id) != nil else { return (nil, .nothing, [Self.gone]) }
            let (node, problems) = form.node(id)
            guard let node else { return (nil, state, problems) }
            graph.replace(node)
            return finish(&graph, .node(id), form.ways, others)
        case .insertion(let way, let form):
            guard graph.wayPlaces.contains(way) else { return (nil, .nothing, [Self.gone]) }
            let id = graph.freeNodeID(beside: others)
            let (node, problems) = form.node(id)
            guard let node else { return (nil, state, problems) }
            graph.insert(node, at: way.way, from: way.from)
            return (graph, PanelState(.node(id), in: graph), [])
        case .fixed(let id):
            guard graph.node(id) != nil else { return (nil, .nothing, [Self.gone]) }
            guard kind == .moveNode, let target else {
                graph.delete(id)
                return (graph, .nothing, [])
            }
            graph.move(id, to: target.way, from: target.from)
            return (graph, PanelState(.node(id), in: graph), [])
        case .nothing, .choice: return (nil, .nothing, [Self.gone])
        }
    }

    /// Adds the stops that ways shall lead to, and goes on to the first new node that is wanted.
    private func finish(
        _ graph: inout Graph,
        _ place: GraphPlace,
        _ ways: (String) -> [Way],
        _ others: [Graph]
    ) -> (graph: Graph?, next: PanelState, problems: [FormProblem]) {
        let isReal = { (way: Way, graph: Graph) in graph.wayPlaces.contains(WayPlace(place, way)) }
        for way in ways(NodeForm.newStop) where isReal(way, graph) {
            graph.insert(Node(graph.freeNodeID(beside: others), .stop), at: way, from: place)
        }
        if let way = ways(NodeForm.newNode).first(where: { isReal($0, graph) }) {
            return (graph, .choice(WayPlace(place, way)), [])
        }
        return (graph, PanelState(place, in: graph), [])
    }

    private static let gone = FormProblem("revision", in: "Workflow", "This node or way is not there any more.")
}
