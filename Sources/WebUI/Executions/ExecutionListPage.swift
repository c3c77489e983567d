import Contacts
import Executions

/// The list of runs.
struct ExecutionListPage: PageModel {
    static let template = "executions"
    static let pageSize = 50

    struct Row: Sendable {
        let number: String
        let address: String
        let name: String
        let state: String
        let badge: String
        let person: String
        let created: Moment
        let contacts: String
    }

    let rows: [Row]
    let olderAddress: String?

    var title: String { "Executions" }
    var area: Area? { .executions }

    /// Describes one page.
    ///
    /// - Parameters:
    ///   - executions: The executions of the page, and one more where there are more.
    ///   - reader: Who looks.
    ///   - clock: Writes times.
    init(_ executions: [Execution], for reader: Actor, clock: WorkspaceClock) {
        let shown = executions.prefix(Self.pageSize)
        rows = shown.map { execution in
            Row(
                number: "\(execution.id)",
                address: "/executions/\(execution.id)",
                name: execution.name(visibleTo: reader),
                state: execution.state.label,
                badge: execution.state.badge,
                person: execution.actor,
                created: clock.moment(execution.createdAt),
                contacts: execution.contactCount.map(\.grouped) ?? "–"
            )
        }
        olderAddress = executions.count > Self.pageSize ? shown.last.map { "/executions?before=\($0.id)" } : nil
    }
}

extension ExecutionState {
    var label: String {
        switch self {
        case .scheduled: "waiting"
        case .running: "running"
        case .paused: "paused"
        case .finished: "finished"
        case .cancelled: "cancelled"
        case .failed: "failed"
        }
    }

    /// The class that colours the state, which always stands there as a word too.
    var badge: String {
        switch self {
        case .scheduled: "text-bg-secondary"
        case .running: "text-bg-primary"
        case .paused: "text-bg-warning"
        case .finished: "text-bg-success"
        case .cancelled: "text-bg-secondary"
        case .failed: "text-bg-danger"
        }
    }
}
