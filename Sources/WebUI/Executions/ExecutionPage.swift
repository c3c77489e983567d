import Actions
import Contacts
import Executions
import Selections

/// One run: what it does with whom, and how far it is.
struct ExecutionPage: PageModel {
    static let template = "execution"

    let heading: String
    let person: String
    let created: Moment
    let scheduled: Moment?
    let group: Group?
    let progress: ExecutionProgress

    var title: String { heading }
    var area: Area? { .executions }

    /// Whom the run is about.
    struct Group: Sendable {
        let query: String
        let managerAddress: String

        init(_ selection: Selection) {
            let text = selection.queryText
            query = text.isEmpty ? "all" : text
            managerAddress = "/?" + FormFields.query([("query", text)])
        }
    }

    init(_ execution: Execution, for reader: Actor, clock: WorkspaceClock, now: Int64) {
        heading = "Execution \(execution.id): \(execution.name(visibleTo: reader))"
        person = execution.actor
        created = clock.moment(execution.createdAt)
        scheduled = execution.scheduledAt.map(clock.moment)
        group = execution.selection(visibleTo: reader).map { Group($0) }
        progress = ExecutionProgress(
            execution,
            for: reader,
            clock: clock,
            now: now,
            known: execution.state.rawValue
        )
    }
}

/// The part of the page that changes while the run goes on.
struct ExecutionProgress: FragmentModel {
    static let template = "execution-progress"

    let state: String
    let badge: String
    let started: Moment?
    let finished: Moment?
    let done: Int
    let whole: Int
    let hasStarted: Bool
    let summary: String
    let outcomes: [OutcomeRow]
    let failure: String?
    /// Where and how often to ask again, while something may happen by itself.
    let poll: Poll?
    let controls: ExecutionControls
    /// Whether the buttons come along, because the browser knows another state.
    let bringsControls: Bool

    struct Poll: Sendable {
        let source: String
        let trigger: String
    }

    /// Describes how far a run is.
    ///
    /// - Parameters:
    ///   - execution: The run.
    ///   - reader: Who looks; a private note is for its author only.
    ///   - clock: Writes times.
    ///   - now: The present time.
    ///   - known: The state whose buttons the browser shows.
    init(_ execution: Execution, for reader: Actor, clock: WorkspaceClock, now: Int64, known: String) {
        state = execution.state.label
        badge = execution.state.badge
        started = execution.startedAt.map(clock.moment)
        finished = execution.finishedAt.map(clock.moment)
        done = execution.doneContacts
        whole = max(execution.contactCount ?? 0, 1)
        hasStarted = execution.contactCount != nil
        summary =
            execution.contactCount.map { "\(execution.doneContacts.grouped) of \($0.counted("contact")) done" }
            ?? "Not started yet"
        outcomes = execution.actions(visibleTo: reader).map { OutcomeRow($0.action, $0.outcome) }
        failure = execution.failure
        poll = Self.trigger(execution, now: now).map {
            Poll(source: "/executions/\(execution.id)/progress?state=\(execution.state.rawValue)", trigger: $0)
        }
        controls = ExecutionControls(execution, isUpdate: execution.state.rawValue != known)
        bringsControls = execution.state.rawValue != known
    }

    private static func trigger(_ execution: Execution, now: Int64) -> String? {
        switch execution.state {
        case .running: "every 1s"
        case .scheduled: (execution.scheduledAt ?? 0) - now < 60_000 ? "every 1s" : "every 30s"
        case .paused, .finished, .cancelled, .failed: nil
        }
    }
}

/// The buttons that the state of a run allows.
struct ExecutionControls: FragmentModel {
    static let template = "execution-controls"

    struct Button: Sendable {
        let word: String
        let caption: String
        let action: String
        let style: String
    }

    let buttons: [Button]
    let isUpdate: Bool

    init(_ execution: Execution, isUpdate: Bool) {
        self.isUpdate = isUpdate
        buttons = ExecutionCommand.allCases.filter { $0.possibleStates.contains(execution.state) }.map {
            Button(
                word: $0.rawValue,
                caption: $0.label,
                action: "/executions/\(execution.id)/\($0.rawValue)",
                style: $0 == .cancel ? "btn-outline-danger" : "btn-outline-primary"
            )
        }
    }
}

extension ExecutionCommand {
    var label: String {
        switch self {
        case .pause: "Pause"
        case .resume: "Resume"
        case .cancel: "Cancel"
        }
    }

    /// What the page says afterwards.
    var done: String {
        switch self {
        case .pause: "Paused. What was done stays done."
        case .resume: "Goes on."
        case .cancel: "Cancelled. What was done stays done."
        }
    }
}
