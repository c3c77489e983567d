import Automations
import Contacts
import Selections

/// Where the contacts of a rule or workflow are, and what went wrong.
struct AutomationContactsPage: PageModel {
    static let template = "automation-contacts"

    let kind: AutomationKind
    let head: AutomationHead
    let progress: AutomationProgress
    let pollAddress: String
    let versionWords: String
    let insideAddress: String
    let failedAddress: String

    var title: String { "\(head.heading): contacts" }
    var area: Area? { kind.area }

    init(_ open: OpenAutomation, _ progress: AutomationProgress, version: Int64?) {
        kind = open.automation.kind
        head = AutomationHead(open, .contacts)
        self.progress = progress
        pollAddress = "\(open.path)/progress" + (version.map { "?version=\($0)" } ?? "")
        versionWords =
            switch version ?? open.automation.version {
            case nil: "Nobody can enter before it is activated; this is the draft."
            case let shown? where shown == open.automation.version: "This is version \(shown), which contacts enter."
            case let shown?: "This is version \(shown), which nobody enters any more."
            }
        insideAddress = Self.managerAddress(open.automation, .inside)
        failedAddress = Self.managerAddress(open.automation, .failed)
    }

    /// The Contact manager with the contacts that stand so.
    private static func managerAddress(_ automation: Automation, _ match: AutomationMatch) -> String {
        let query = Criterion.leaf(.automation(automation.kind, automation.name, match)).queryText
        return "/?" + FormFields.query([("query", query)])
    }
}

/// The part of the page that changes while contacts move.
struct AutomationProgress: FragmentModel {
    static let template = "automation-progress"

    /// Something that went wrong at a node.
    struct Failure: Sendable {
        let nodeCaption: String
        let nodeHeading: String
        let problemWords: String
        let happened: Moment
        let nodeNumber: String
        let stuck: String
        /// Whether somebody stands there now, whom whoever looks may let try again.
        let mayRetry: Bool
    }

    let picture: GraphPicture
    let failures: [Failure]
    let hasFailures: Bool
    let retryAddress: String
    /// Whether it goes into a page that is there already.
    let isUpdate: Bool

    /// Describes the present state.
    ///
    /// - Parameters:
    ///   - open: The automation.
    ///   - graph: The version that is shown.
    ///   - counts: How many contacts are where.
    ///   - failures: What went wrong last.
    ///   - clock: Writes times.
    ///   - isUpdate: Whether it goes into a page that is there already.
    init(
        _ open: OpenAutomation,
        _ graph: Graph,
        counts: [NodeID: NodeCounts],
        failures: [AutomationFailure],
        clock: WorkspaceClock,
        isUpdate: Bool
    ) {
        var showing = GraphShowing()
        showing.path = "\(open.path)/contacts"
        showing.counts = counts
        showing.flaws = Set(counts.filter { $0.value.failed > 0 }.map { .node($0.key) })
        picture = GraphPicture(graph, showing)
        self.failures = failures.map { failure in
            let stuck = counts[failure.node]?.failed ?? 0
            return Failure(
                nodeCaption: PlaceWords.name(of: .node(failure.node), graph),
                nodeHeading: graph.node(failure.node)?.heading ?? "",
                problemWords: failure.problem.asSentence,
                happened: clock.moment(failure.lastAt),
                nodeNumber: "\(failure.node.number)",
                stuck: stuck.counted("contact"),
                mayRetry: stuck > 0 && open.mayChange
            )
        }
        hasFailures = !failures.isEmpty
        retryAddress = "\(open.path)/try-again"
        self.isUpdate = isUpdate
    }
}
