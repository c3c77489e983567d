import Automations
import Contacts

/// The form beside the picture of a workflow.
struct WorkflowPanel: Sendable {
    struct Hidden: Sendable {
        let hiddenName: String
        let hiddenValue: String
    }

    /// What can be inserted.
    struct Choice: Sendable {
        let choiceAddress: String
        let hidden: [Hidden]
        let offers: [ContactRunPage.Offer]
    }

    /// Where a node can be moved, and whether it can be deleted.
    struct Removal: Sendable {
        let deleteAddress: String
        let moveAddress: String
        let moveFields: [FormField]
        let nodeNumber: String
        let revision: String
    }

    let panelHeading: String
    let explanation: String?
    let formAddress: String?
    let hidden: [Hidden]
    let fields: [FormField]
    let pair: [FormField]
    let rows: [FormRow]
    /// What rows can be added: events, or paths.
    let addsEvents: Bool
    let addsPaths: Bool
    let eventOffers: [ContactRunPage.Offer]
    let ways: [FormField]
    let saveLabel: String
    let choice: Choice?
    let removal: Removal?
    let composeAddress: String
    let panelFlaws: [String]

    /// Describes the panel.
    ///
    /// - Parameters:
    ///   - state: What is chosen.
    ///   - workflow: The graph with its address and its revision.
    ///   - surroundings: What there is to choose from.
    ///   - flaws: What is wrong with the saved graph.
    ///   - problems: What must be corrected in the form.
    init(
        _ state: PanelState,
        _ workflow: EditedWorkflow,
        _ surroundings: RunSurroundings,
        flaws: [Flaw],
        problems: [FormProblem]
    ) {
        let parts = PanelParts(workflow, surroundings, problems)
        var content = PanelContent()
        switch state {
        case .nothing:
            content.explanation =
                "Choose the start or a node to see its settings, or a plus sign on a line to insert a node there."
        case .fixed(let id):
            content.explanation = "This node can be changed in a file only. You can delete it."
            content.heading = PlaceWords.name(of: .node(id), workflow.graph)
        case .start(let form): content = parts.start(form)
        case .node(let id, let form): content = parts.node(form, PlaceWords.name(of: .node(id), workflow.graph))
        case .choice(let way): content.heading = "Insert after \(parts.words(for: way))"
        case .insertion(let way, let form):
            content = parts.node(form, "New node after \(parts.words(for: way))")
            content.ways = []
        }
        panelHeading = content.heading
        explanation = content.explanation
        let target = Self.target(of: state)
        formAddress = target.map { "\(workflow.path)/\($0.action)" }
        hidden =
            [Hidden(hiddenName: "revision", hiddenValue: "\(workflow.revision)")]
            + (target?.fields ?? []).map { Hidden(hiddenName: $0.0, hiddenValue: $0.1) }
        fields = content.fields
        pair = content.pair
        rows = content.rows
        addsEvents = content.addsEvents
        addsPaths = content.addsPaths
        eventOffers = RuleEditor.eventOffers
        ways = content.ways
        saveLabel = if case .insertion = state { "Insert" } else { "Save" }
        choice = parts.choice(state)
        removal = parts.removal(state)
        composeAddress = "\(workflow.path)/compose"
        panelFlaws = flaws.filter { state.place != nil && $0.graphPlace == state.place }.map(\.message.asSentence)
    }

    private static func target(of state: PanelState) -> (action: String, fields: [(String, String)])? {
        switch state {
        case .nothing, .fixed, .choice: nil
        case .start: ("start", [("form", "start")])
        case .node(let id, let form):
            ("node", [("form", "node"), ("node", "\(id.number)"), ("kind", form.kind.word)])
        case .insertion(let way, let form):
            ("insert", [("form", "insert"), ("insert", way.word), ("kind", form.kind.word)])
        }
    }
}

/// A workflow while it is edited.
struct EditedWorkflow: Sendable {
    let path: String
    let graph: Graph
    let revision: Int64
}

/// What differs between the panels.
struct PanelContent: Sendable {
    var heading = "Settings"
    var explanation: String?
    var fields: [FormField] = []
    var pair: [FormField] = []
    var rows: [FormRow] = []
    var addsEvents = false
    var addsPaths = false
    var ways: [FormField] = []
}

extension Flaw {
    /// The box that it is about; the start where it is about how contacts get in.
    var graphPlace: GraphPlace? {
        node.map { .node($0) } ?? (place == "entry" || place?.hasPrefix("events") == true ? .start : nil)
    }
}
