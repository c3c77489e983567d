import Access
import Automations
import Contacts

/// The settings of a rule or workflow, its versions, and how it is deleted.
struct AutomationSettingsPage: PageModel {
    static let template = "automation-settings"

    struct Version: Sendable {
        let versionNumber: String
        let versionAddress: String
        let published: Moment
        let inside: String
        let isEntered: Bool
    }

    let kind: AutomationKind
    let head: AutomationHead
    let path: String
    let fields: [FormField]
    let problems: [FormProblem]
    let hasProblems: Bool
    let mayChange: Bool
    let mayCopy: Bool
    let limits: String
    let versions: [Version]
    let deleteLabel: String
    /// How many contacts stand in the way of deleting it.
    let inside: String?

    var title: String { "\(head.heading): settings" }
    var area: Area? { kind.area }

    /// Describes the page.
    ///
    /// - Parameters:
    ///   - open: The automation.
    ///   - versions: Its versions.
    ///   - form: What stands in the form.
    ///   - problems: What is wrong with it.
    ///   - user: Who looks.
    ///   - clock: Writes times.
    init(
        _ open: OpenAutomation,
        _ versions: [AutomationVersion],
        form: AutomationForm,
        problems: [FormProblem],
        for user: User,
        clock: WorkspaceClock
    ) {
        let automation = open.automation
        kind = automation.kind
        head = AutomationHead(open, .settings)
        path = open.path
        let shared = user.actor.reach == .everybody ? [form.sharedField(problems)] : []
        fields = form.nameFields(problems) + shared + form.limitFields(problems)
        self.problems = problems
        hasProblems = !problems.isEmpty
        mayChange = open.mayChange
        mayCopy = user.may(.manageAutomations)
        limits = Self.words(for: automation.limits)
        self.versions = versions.map { version in
            Version(
                versionNumber: "\(version.number)",
                versionAddress: "\(open.path)/contacts?version=\(version.number)",
                published: clock.moment(version.publishedAt),
                inside: version.inside.counted("contact"),
                isEntered: version.number == automation.version
            )
        }
        deleteLabel = "Delete this \(automation.kind.label), its versions and its log"
        let all = open.totals.inside + open.totals.failed
        inside = all > 0 ? all.counted("contact") : nil
    }

    private static func words(for limits: LaunchLimits) -> String {
        let most = limits.maximum.map { "at most \($0.counted("launch", "launches")) for one contact" }
        let interval = limits.interval > 0 ? limits.span.map { "\($0.summary) between two of them" } : nil
        let words = [most, interval].compactMap { $0 }
        return words.isEmpty
            ? "Launched for a contact as often as it happens." : words.joined(separator: ", ").asSentence
    }
}
