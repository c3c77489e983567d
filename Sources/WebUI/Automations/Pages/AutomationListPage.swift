import Access
import Automations
import Contacts

/// The list of rules or of workflows.
struct AutomationListPage: PageModel {
    static let template = "automations"

    struct Row: Sendable {
        let rowAddress: String
        let automationName: String
        let groupName: String?
        let stateWord: String
        let stateBadge: String
        let ownership: String
        let events: String
        let launched: String
        let inside: String
        let failed: String
        let hasFailed: Bool
        let mayCopy: Bool
        let command: AutomationHead.Command?
    }

    let kind: AutomationKind
    let heading: String
    let path: String
    let explanation: String
    let newHeading: String
    let rows: [Row]
    let mayMake: Bool
    let fields: [FormField]
    let problems: [FormProblem]
    let hasProblems: Bool

    var title: String { heading }
    var area: Area? { kind.area }

    /// Describes the list.
    ///
    /// - Parameters:
    ///   - kind: What it lists.
    ///   - automations: Those that whoever looks may see.
    ///   - user: Who looks.
    ///   - form: What stands in the form for a new one.
    ///   - problems: What is wrong with the form.
    init(
        _ kind: AutomationKind,
        _ automations: [OpenAutomation],
        for user: User,
        form: AutomationForm,
        problems: [FormProblem]
    ) {
        self.kind = kind
        heading = kind.area.rawValue
        path = kind.path
        newHeading = "New \(kind.label)"
        explanation =
            switch kind {
            case .rule: "A rule says what happens after an event: for those who meet a condition, and for the others."
            case .workflow: "A workflow leads contacts along a picture of conditions, waits and actions."
            }
        mayMake = user.may(.manageAutomations)
        rows = automations.map { Self.row($0, for: user) }
        fields = form.nameFields(problems) + (user.actor.reach == .everybody ? [form.sharedField(problems)] : [])
        self.problems = problems
        hasProblems = !problems.isEmpty
    }

    private static func row(_ open: OpenAutomation, for user: User) -> Row {
        let automation = open.automation
        let head = AutomationHead(open, .definition)
        let events = (open.draft.published ?? open.draft.definition).events
        return Row(
            rowAddress: open.path,
            automationName: automation.name,
            groupName: automation.group,
            stateWord: head.stateWord,
            stateBadge: head.stateBadge,
            ownership: automation.isShared ? "shared" : open.author ?? "not shared",
            events: events.isEmpty ? "Started by hand" : events.map(\.summary).joined(separator: "; "),
            launched: open.totals.contacts.grouped,
            inside: open.totals.inside.grouped,
            failed: open.totals.failed.grouped,
            hasFailed: open.totals.failed > 0,
            mayCopy: user.may(.manageAutomations),
            command: head.commands.last
        )
    }
}
