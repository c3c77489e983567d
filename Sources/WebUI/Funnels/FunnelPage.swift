import Access
import Contacts
import Selections

/// The board of one funnel.
struct FunnelPage: PageModel {
    static let template = "funnel"

    struct Row: Sendable {
        let stageNumber: String
        let stageName: String
        let contacts: String
        /// The contacts of the stage.
        let address: String
        let worth: String
        let reached: String
        /// The same for the chart.
        let reachedNumber: String
        let conversion: Conversion?
        let isFirst: Bool
        let isLast: Bool
    }

    struct Conversion: Sendable {
        let percent: String
        /// The length of the bar, of a hundred.
        let share: String
    }

    struct Event: Sendable {
        let happened: Moment
        let words: String
        let cause: CauseWords
    }

    let path: String
    let heading: String
    let groupName: String?
    let contacts: String
    let worth: String
    let rows: [Row]
    let events: [Event]
    let mayChange: Bool
    let nameFields: [FormField]
    let stageLimit: Int

    var title: String { heading }
    var area: Area? { .funnels }
    var scripts: [String] { ["vendor/chart.min.js", "funnel-chart.js"] }

    /// Describes a board.
    ///
    /// - Parameters:
    ///   - board: The stages and who is on them.
    ///   - history: What happened lately.
    ///   - user: Who looks.
    ///   - automations: The rules and workflows of which the user may know.
    ///   - clock: Writes times.
    init(
        _ board: FunnelBoard,
        _ history: FunnelHistory,
        for user: User,
        automations: [Automation],
        clock: WorkspaceClock
    ) {
        let funnel = board.funnel
        path = FunnelPages.path(of: funnel)
        heading = funnel.name
        groupName = funnel.group
        contacts = board.contacts.counted("contact")
        worth = board.value.grouped
        mayChange = user.may(.manageFunnels)
        rows = board.columns.map { column in
            let query = Criterion.leaf(.funnel(funnel.name, .isOneOf([column.stage.name]))).queryText
            return Row(
                stageNumber: "\(column.stage.id.number)",
                stageName: column.stage.name,
                contacts: column.contacts.grouped,
                address: "/contacts?" + FormFields.query([("q", query)]),
                worth: column.value.grouped,
                reached: column.reached.grouped,
                reachedNumber: "\(column.reached)",
                conversion: column.conversion.map {
                    let percent = Int(($0 * 100).rounded())
                    return Conversion(percent: "\(percent) %", share: "\(percent)")
                },
                isFirst: column.stage.id == funnel.stages.first?.id,
                isLast: column.stage.id == funnel.stages.last?.id
            )
        }
        events = history.entries.map { entry in
            let people = entry.contacts.counted("contact")
            let place = entry.stage.map { funnel.stage($0)?.name ?? "a stage that is not there any more" }
            return Event(
                happened: clock.moment(entry.at),
                words: place.map { "\(people) → \($0)" } ?? "\(people) left the funnel",
                cause: CauseWords(entry.cause, for: user, automations: automations)
            )
        }
        nameFields = [
            FormField("name", "Name", value: funnel.name, limit: Funnel.maximumNameLength, isRequired: true),
            FormField("group", "Group", value: funnel.group ?? "", limit: Funnel.maximumNameLength),
        ]
        stageLimit = Stage.nameLengths.upperBound
    }
}
