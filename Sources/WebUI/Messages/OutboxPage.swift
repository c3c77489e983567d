import Contacts
import Messaging

/// The messages of the outbox.
struct OutboxPage: PageModel {
    static let template = "outbox"

    struct Filter: Sendable {
        let filterLabel: String
        let filterAddress: String
        let filterCount: String
        let isOpen: Bool
    }

    struct Row: Sendable {
        let messageID: String
        let about: String
        let recipient: String
        let cardAddress: String?
        let stateLabel: String
        let trouble: String?
        let made: Moment
        let settled: Moment?
        let due: Moment?
        let isOpened: Bool
        let isClicked: Bool
        let mayChoose: Bool
    }

    let tabs = MessageTabs(.outbox)
    let filters: [Filter]
    let filterWord: String
    let rows: [Row]
    let next: String?
    let hasChoice: Bool

    var title: String { "Messages" }
    var area: Area? { .messages }

    /// Describes the page.
    ///
    /// - Parameters:
    ///   - entries: The messages, one more than a page shows if there are more.
    ///   - editable: Those of them whose contacts the user may edit.
    ///   - counts: How many there are in each state.
    ///   - filter: Which are shown.
    ///   - clock: The clock of the workspace.
    init(
        _ entries: [MessageEntry],
        editable: Set<Int64>,
        counts: [MessageState: Int],
        filter: OutboxFilter,
        clock: WorkspaceClock
    ) {
        filters = OutboxFilter.allCases.map { item in
            Filter(
                filterLabel: item.label,
                filterAddress: "/messages?state=\(item.rawValue)",
                filterCount: item.states.reduce(0) { $0 + (counts[$1] ?? 0) }.grouped,
                isOpen: item == filter
            )
        }
        filterWord = filter.rawValue
        let shown = entries.prefix(OutboxPages.pageSize)
        rows = shown.map { Self.row($0, mayEdit: editable.contains($0.id), clock) }
        hasChoice = rows.contains(where: \.mayChoose)
        next =
            entries.count > shown.count
            ? shown.last.map { "/messages?state=\(filter.rawValue)&before=\($0.id)" } : nil
    }

    private static func row(_ entry: MessageEntry, mayEdit: Bool, _ clock: WorkspaceClock) -> Row {
        let missing = entry.purpose == .account ? "to a user" : "deleted template"
        return Row(
            messageID: "\(entry.id)",
            about: "\(entry.channel.label): \(entry.template ?? missing)",
            recipient: entry.address,
            cardAddress: entry.contact.map { "/contacts/\($0)" },
            stateLabel: entry.state.label,
            trouble: entry.problem,
            made: clock.moment(entry.madeAt),
            settled: entry.settledAt.map(clock.moment),
            due: entry.state == .waiting && entry.attempts > 0 ? clock.moment(entry.dueAt) : nil,
            isOpened: entry.openedAt != nil,
            isClicked: entry.clickedAt != nil,
            mayChoose: mayEdit && entry.purpose == .marketing
                && [.waiting, .failed, .unclear, .cancelled].contains(entry.state)
        )
    }
}
