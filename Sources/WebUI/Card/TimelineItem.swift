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

/// One grant or withdrawal of consent.
struct ConsentEntry: Sendable {
    let channel: String
    let verdict: String
    let isGrant: Bool
    let happened: Moment
    let cause: CauseWords

    /// Reads an entry of the timeline; nothing where it is not about consent.
    init?(_ entry: TimelineEntry, reader: User, automations: [Automation], _ clock: WorkspaceClock) {
        switch entry.facet {
        case .emailStatus: channel = "E-mail"
        case .mobileStatus: channel = "Mobile"
        default: return nil
        }
        isGrant = entry.new == .integer(MarketingStatus.optedIn.rawValue)
        // A contact that begins without consent has withdrawn nothing.
        verdict = isGrant ? "consented" : entry.old == .none ? "began without consent" : "withdrew"
        happened = clock.moment(entry.at)
        cause = CauseWords(entry.cause, for: reader, automations: automations)
    }
}
