import Contacts
import Tracking

/// Visits of a contact, as its card shows them.
struct VisitPart: Sendable {
    /// How many visits a card shows.
    static let limit = 20

    struct Row: Sendable {
        let pageTitle: String
        let address: String
        let kindLabel: String
        let lookedFor: String?
        let sourceText: String?
        let happened: Moment
    }

    struct Span: Sendable {
        let count: String
        let first: Moment
        let last: Moment
    }

    let visits: [Row]
    let span: Span?
    let stateLabel: String
    let isStopped: Bool
    /// The contact's links to the monitored sites, to be sent to the contact.
    let links: [String]

    init(_ visits: VisitContents, of contact: Contact, clock: WorkspaceClock) {
        self.visits = visits.latest.map { visit in
            Row(
                pageTitle: visit.title ?? visit.address,
                address: visit.address,
                kindLabel: visit.kind.label,
                lookedFor: visit.duration.map(Self.words),
                sourceText: Self.words(visit.source),
                happened: clock.moment(visit.at)
            )
        }
        span = visits.span.map {
            Span(count: $0.visits.counted("page"), first: clock.moment($0.first), last: clock.moment($0.last))
        }
        stateLabel = contact.monitoring.label
        isStopped = contact.monitoring == .stopped
        links = visits.sites.sites.compactMap { site in
            (try? WebAddress("https://\(site.host)/")).map { PersonalLink($0).text(for: contact.id) }
        }
    }

    /// A length of time: `45 s`, `3 min 5 s`, `2 h 10 min`.
    static func words(_ milliseconds: Int64) -> String {
        let seconds = milliseconds / 1000
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
        if hours > 0 { return "\(hours) h \(minutes) min" }
        return minutes > 0 ? "\(minutes) min \(seconds % 60) s" : "\(seconds) s"
    }

    /// Where the visitor came from; nothing where that is another page of the shop.
    private static func words(_ source: VisitSource) -> String? {
        guard source.kind != .site else { return nil }
        let more = [source.campaign, source.host, source.keywords.map { "“\($0)”" }].compactMap(\.self)
        return ([source.kind.label] + more).joined(separator: ", ")
    }
}

/// What was read about visits of one contact.
struct VisitContents: Sendable {
    /// The latest first.
    let latest: [Visit]
    let span: VisitSpan?
    let sites: MonitoredSites
}
