import Access
import Contacts

/// One grant or withdrawal of consent, as the card shows it.
struct ConsentItem: Sendable {
    let channel: String
    let verdict: String
    let happened: Moment
    let cause: CauseWords
    /// What proves it, part by part.
    let proofs: [String]
    let wording: String?

    init(_ entry: ConsentEntry, reader: User, automations: [Automation], _ clock: WorkspaceClock) {
        channel = entry.label
        verdict = entry.words
        happened = clock.moment(entry.at)
        cause = CauseWords(entry.cause, for: reader, automations: automations)
        proofs = entry.evidence?.parts ?? []
        wording = entry.wording
    }
}
