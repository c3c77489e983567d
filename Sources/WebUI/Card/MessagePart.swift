import Contacts
import Messaging

/// The latest messages to a contact, as its card shows them to who may see the outbox.
struct MessagePart: Sendable {
    /// How many messages a card shows.
    static let limit = 20

    struct Row: Sendable {
        let messageAbout: String
        let messageState: String
        /// Why it was withheld, or what the server said.
        let trouble: String?
        let made: Moment
        let settled: Moment?
        /// When it is tried again.
        let due: Moment?
        let opened: Moment?
        let followed: Moment?
    }

    let messageRows: [Row]

    /// - Parameters:
    ///   - entries: The latest first.
    ///   - clock: The clock of the workspace.
    init(_ entries: [MessageEntry], clock: WorkspaceClock) {
        messageRows = entries.map { entry in
            Row(
                messageAbout: "\(entry.channel.label): \(entry.template ?? "deleted template")",
                messageState: entry.state.label,
                trouble: entry.problem,
                made: clock.moment(entry.madeAt),
                settled: entry.settledAt.map(clock.moment),
                due: entry.state == .waiting && entry.attempts > 0 ? clock.moment(entry.dueAt) : nil,
                opened: entry.openedAt.map(clock.moment),
                followed: entry.clickedAt.map(clock.moment)
            )
        }
    }
}
