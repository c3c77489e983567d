import Automations
import Contacts
import Foundation

/// Makes the parts of the panels beside the picture of a workflow.
struct PanelParts {
    private let workflow: EditedWorkflow
    private let surroundings: RunSurroundings
    private let problems: [FormProblem]

    init(_ workflow: EditedWorkflow, _ surroundings: RunSurroundings, _ problems: [FormProblem]) {
        self.workflow = workflow
        self.surroundings = surroundings
        self.problems = problems
    }

    private var composer: String { "\(workflow.path)/compose" }

    func start(_ form: StartForm) -> PanelContent {
        var content = PanelContent()
        content.heading = "Start"
        content.explanation = "Any of these events launches the workflow. Without any it is started by hand only."
        content.rows = events(form.events, newKey: form.newKey)
        content.addsEvents = true
        content.ways = [target("to-\(Way.onward.word)", "First node", form.target)]
        return content
    }

    func node(_ form: NodeForm, _ heading: String) -> PanelContent {
        var content = PanelContent()
        content.heading = heading
        content.explanation = form.kind.advice
        content.fields = [
            FormField(
                "title",
                "Title",
                value: form.title,
                help: "May stay empty: then the picture shows what the node does.",
                problem: problems.text(for: "title"),
                limit: Node.maximumTitleLength
            )
        ]
        let onward = target("to-\(Way.onward.word)", "Then", form.targets[.onward] ?? "")
        switch form.kind {
        case .stop: break
        case .action:
            content.fields += form.action?.fields(surroundings, problems) ?? []
            content.ways = [onward]
        case .wait:
            content.fields += form.wait.fields(surroundings.clock.timeZone.identifier, problems)
            content.ways = [onward]
        case .waitForEvent:
            content.rows = events(form.events, newKey: form.newKey)
            content.addsEvents = true
            content.pair = form.timeout.fields("Time-out", help: "Empty means without end.", problems)
            content.ways = [
                target("to-\(Way.onward.word)", "When it happens", form.targets[.onward] ?? ""),
                target("to-\(Way.otherwise.word)", "When it does not happen in time", form.targets[.otherwise] ?? ""),
            ]
        case .condition:
            content.rows = paths(form)
            content.addsPaths = form.paths.count < Condition.maximumPaths
            content.ways = [target("to-\(Way.otherwise.word)", "Otherwise", form.targets[.otherwise] ?? "")]
        }
        return content
    }

    /// The kinds to choose from, where something is to be inserted.
    func choice(_ state: PanelState) -> WorkflowPanel.Choice? {
        guard case .choice(let way) = state else { return nil }
        return WorkflowPanel.Choice(
            choiceAddress: workflow.path,
            hidden: [WorkflowPanel.Hidden(hiddenName: "insert", hiddenValue: way.word)],
            offers: NodeKind.all.map { ContactRunPage.Offer(word: $0.word, caption: $0.label) }
        )
    }

    /// How a node leaves its place.
    func removal(_ state: PanelState) -> WorkflowPanel.Removal? {
        guard case .node(let id)? = state.place, let node = workflow.graph.node(id) else { return nil }
        let places = workflow.graph.wayPlaces.filter {
            $0.from != .node(id) && workflow.graph.target(of: $0.way, from: $0.from) != id
        }
        let isMovable = node.ways.count == 1 && !places.isEmpty
        let choices = places.map { (word: $0.word, caption: words(for: $0)) }
        return WorkflowPanel.Removal(
            deleteAddress: "\(workflow.path)/delete-node",
            moveAddress: "\(workflow.path)/move-node",
            moveFields: isMovable ? [FormField("to", "Move it to after", .choice(choices))] : [],
            nodeNumber: "\(id.number)",
            revision: "\(workflow.revision)"
        )
    }

    func words(for way: WayPlace) -> String {
        "\(PlaceWords.name(of: way.from, workflow.graph)), \(workflow.graph.words(for: way).cut(to: 40))"
    }

    private func events(_ rows: [TriggerForm], newKey: String?) -> [FormRow] {
        rows.map { row in
            FormRow(
                row.key,
                announcer: ("event", "\(row.key).\(row.kind.rawValue)"),
                heading: row.kind.label,
                fields: row.fields(surroundings, problems),
                isNew: row.key == newKey,
                composer: composer
            )
        }
    }

    private func paths(_ form: NodeForm) -> [FormRow] {
        form.paths.enumerated().map { index, row in
            FormRow(
                row.key,
                announcer: ("path", row.key),
                heading: "Path \(index + 1)",
                fields: [target("to-\(row.key)", "Then", row.target)],
                conditions: [ConditionPart(row.condition, surroundings, problems, opens: false)],
                position: (index, form.paths.count),
                isNew: row.key == form.newKey,
                composer: composer
            )
        }
    }

    private func target(_ name: String, _ label: String, _ chosen: String) -> FormField {
        let nodes = workflow.graph.nodes.map {
            (word: "\($0.id.number)", caption: "\($0.id.number): \($0.heading.cut(to: 60))")
        }
        let fixed = [
            (word: "", caption: "nowhere yet"), (word: NodeForm.newNode, caption: "a new node"),
            (word: NodeForm.newStop, caption: "a stop"),
        ]
        return FormField(name, label, .choice(fixed + nodes), value: chosen, problem: problems.text(for: name))
    }
}
