import Automations
import Contacts

/// The way that one contact would take, and what it went through.
struct TestRunPage: PageModel {
    static let template = "automation-test"

    struct StepRow: Sendable {
        let stepCaption: String
        let stepHeading: String
        let wayWords: String
        let happened: Moment
        let problemWords: String?
    }

    /// What was found about a contact.
    struct Finding: Sendable {
        let contactAddress: String
        let person: String
        let steps: [StepRow]
        let log: [StepRow]
        let isInside: Bool
    }

    let kind: AutomationKind
    let head: AutomationHead
    let path: String
    let field: FormField
    let eventsField: FormField
    let finding: Finding?
    let picture: GraphPicture

    var title: String { "\(head.heading): test run" }
    var area: Area? { kind.area }

    /// Describes the page.
    ///
    /// - Parameters:
    ///   - open: The automation, whose draft is tested.
    ///   - form: What was typed.
    ///   - problem: Why nothing was found.
    ///   - result: What was found.
    ///   - clock: Writes times.
    init(_ open: OpenAutomation, _ form: TestForm, problem: String?, _ result: TestResult?, clock: WorkspaceClock) {
        let graph = open.draft.definition.graph
        kind = open.automation.kind
        head = AutomationHead(open, .test)
        path = "\(open.path)/test"
        field = FormField(
            "email",
            "E-mail address of a contact",
            .email,
            value: form.email,
            help: "Nothing is changed. The way is that of the draft, for the contact as it is now.",
            problem: problem,
            limit: EmailAddress.maximumLength
        )
        eventsField = FormField(
            "events",
            "The events that nodes wait for happen at once",
            .tick,
            value: form.eventsHappen ? "yes" : ""
        )
        var showing = GraphShowing()
        showing.path = "\(open.path)/contacts"
        if let result { showing.route = Self.route(result.steps, in: graph) }
        picture = GraphPicture(graph, showing)
        finding = result.map { result in
            Finding(
                contactAddress: "/contacts/\(result.contact.id)",
                person: result.contact.fields[.name] ?? result.contact.email,
                steps: result.steps.map { Self.step($0.node, $0.way, $0.at, $0.problem, graph, clock) },
                log: result.log.map { entry in
                    Self.step(
                        entry.node,
                        entry.way,
                        entry.at,
                        entry.problem,
                        result.graphs[entry.version] ?? graph,
                        clock
                    )
                },
                isInside: result.passage?.place != nil
            )
        }
    }

    private static func step(
        _ id: NodeID,
        _ way: Way,
        _ at: Int64,
        _ problem: String?,
        _ graph: Graph,
        _ clock: WorkspaceClock
    ) -> StepRow {
        let place: GraphPlace = id == Place.start ? .start : .node(id)
        return StepRow(
            stepCaption: PlaceWords.name(of: place, graph),
            stepHeading: graph.node(id)?.heading ?? "",
            wayWords: words(for: way, graph.node(id)?.step, WayPlace(place, way), graph),
            happened: clock.moment(at),
            problemWords: problem?.asSentence
        )
    }

    private static func words(for way: Way, _ step: Step?, _ place: WayPlace, _ graph: Graph) -> String {
        if way == .failed { return "stays here" }
        return if case .stop? = step { "is through" } else { graph.words(for: place) }
    }

    /// The boxes that the steps come to, the last one's target too.
    private static func route(_ steps: [TestStep], in graph: Graph) -> [GraphPlace] {
        var route: [GraphPlace] = [.start]
        for step in steps where step.node != Place.start { route.append(.node(step.node)) }
        if let last = steps.last, last.way != .failed, let next = graph.target(of: last.way, from: .node(last.node)) {
            route.append(.node(next))
        }
        return route.count == 1 ? route + (graph.entry.map { [.node($0)] } ?? []) : route
    }
}

/// For whom the way is asked.
struct TestForm: Sendable, Equatable {
    let email: String
    let eventsHappen: Bool

    init(_ fields: FormFields) {
        email = fields["email"]
        eventsHappen = fields["events"] == "yes"
    }
}

/// What a test run found.
struct TestResult: Sendable {
    let contact: Contact
    let steps: [TestStep]
    let passage: Passage?
    let log: [LoggedStep]
    /// The versions that the log names.
    let graphs: [Int64: Graph]
}
