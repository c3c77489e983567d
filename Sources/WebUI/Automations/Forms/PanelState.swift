import Automations
import Contacts

/// What stands beside the picture of a workflow.
enum PanelState: Sendable {
    /// Nothing is chosen yet.
    case nothing
    case start(StartForm)
    case node(NodeID, NodeForm)
    /// A node that no form can change.
    case fixed(NodeID)
    /// What to insert at a way is not chosen yet.
    case choice(WayPlace)
    case insertion(WayPlace, NodeForm)

    /// What the address names.
    init(_ query: FormFields, in graph: Graph) {
        self = .nothing
        if let place = WayPlace(word: query["insert"]), graph.wayPlaces.contains(place) {
            self = NodeKind(word: query["kind"]).map { .insertion(place, NodeForm(new: $0)) } ?? .choice(place)
        } else if let place = GraphPlace(word: query["node"]) {
            self = PanelState(place, in: graph)
        }
    }

    /// The settings of the start or of a node, as they are saved.
    init(_ place: GraphPlace, in graph: Graph) {
        switch place {
        case .start: self = .start(StartForm(graph))
        case .node(let id):
            guard let node = graph.node(id) else {
                self = .nothing
                return
            }
            self = NodeForm(node).map { .node(id, $0) } ?? .fixed(id)
        }
    }

    /// The box that stands out in the picture.
    var place: GraphPlace? {
        switch self {
        case .nothing, .choice, .insertion: nil
        case .start: .start
        case .node(let id, _), .fixed(let id): .node(id)
        }
    }

    /// The part of the address that leads back to it.
    var query: String {
        switch self {
        case .nothing: ""
        case .start, .node, .fixed: "?node=\(place?.word ?? "")"
        case .choice(let way): "?insert=\(way.word)"
        case .insertion(let way, let form): "?insert=\(way.word)&kind=\(form.kind.word)"
        }
    }

    /// The same with conditions as queries where the boxes do not offer what they hold.
    func fitted(to surroundings: RunSurroundings) -> PanelState {
        guard case .node(let id, var form) = self else { return self }
        for index in form.paths.indices {
            form.paths[index].condition = form.paths[index].condition.fitted(to: surroundings)
        }
        return .node(id, form)
    }
}
