import Automations
import Contacts

/// The page on which a workflow is built.
struct WorkflowPage: PageModel {
    static let template = "workflow"

    let head: AutomationHead
    /// Nothing for those who may only look.
    let editor: WorkflowEditor?
    /// For those who may only look.
    let picture: GraphPicture?

    var title: String { head.heading }
    var area: Area? { .workflows }

    init(_ open: OpenAutomation, editor: WorkflowEditor?) {
        head = AutomationHead(open, .definition)
        self.editor = editor
        var showing = GraphShowing()
        showing.path = "\(open.path)/contacts"
        picture = editor == nil ? GraphPicture(open.draft.definition.graph, showing) : nil
    }
}

/// The picture of a workflow, with the settings of what is chosen in it and with everything that is wrong.
struct WorkflowEditor: FragmentModel {
    static let template = "workflow-editor"

    struct Item: Sendable {
        let itemAddress: String?
        let itemWords: String
        let isError: Bool
    }

    let picture: GraphPicture
    let panel: WorkflowPanel
    let items: [Item]
    let isFlawless: Bool
    let detailNames: [String]
    let problems: [FormProblem]
    let hasProblems: Bool
    let notice: String?

    /// Describes the editor.
    ///
    /// - Parameters:
    ///   - workflow: What is edited.
    ///   - state: What stands beside the picture.
    ///   - surroundings: What there is to choose from.
    ///   - counts: How many contacts are where, for a workflow that was activated.
    ///   - flaws: What is wrong with the saved graph, or worth a look.
    ///   - problems: What must be corrected in the panel.
    ///   - notice: What was just done.
    init(
        _ workflow: EditedWorkflow,
        _ state: PanelState,
        _ surroundings: RunSurroundings,
        counts: [NodeID: NodeCounts]?,
        flaws: [Flaw],
        problems: [FormProblem] = [],
        notice: String? = nil
    ) {
        var showing = GraphShowing()
        showing.path = workflow.path
        showing.current = state.place
        showing.isEditable = true
        showing.flaws = Set(flaws.filter(\.isError).compactMap(\.graphPlace))
        showing.counts = counts
        picture = GraphPicture(workflow.graph, showing)
        panel = WorkflowPanel(state, workflow, surroundings, flaws: flaws, problems: problems)
        items = flaws.map { flaw in
            Item(
                itemAddress: flaw.graphPlace.map(showing.address),
                itemWords: (flaw.node == nil ? flaw.message : flaw.text).asSentence,
                isError: flaw.isError
            )
        }
        isFlawless = flaws.isEmpty
        detailNames = surroundings.detailNames
        self.problems = problems
        hasProblems = !problems.isEmpty
        self.notice = notice
    }
}
