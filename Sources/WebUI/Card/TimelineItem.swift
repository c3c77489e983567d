import Access
import Contacts

/// One line of the timeline.
struct TimelineItem: Sendable {
    let happened: Moment
    let change: ChangeWords
    let cause: CauseWords

    init(
        _ entry: TimelineEntry,
        reader: User,
        notes: [Int64: String],
        users: [UserID: String],
        funnels: [Funnel],
        automations: [Automation],
        _ clock: WorkspaceClock
    ) {
        happened = clock.moment(entry.at)
        change = ChangeWords(
            entry.facet,
            from: entry.old,
            to: entry.new,
            for: reader.email,
            notes: notes,
            users: users,
            funnels: funnels,
            automations: automations
        )
        cause = CauseWords(entry.cause, for: reader, automations: automations)
    }
}
