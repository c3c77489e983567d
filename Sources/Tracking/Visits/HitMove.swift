import Bitmaps
import Contacts
import Storage

/// Makes visits of hits, in one transaction: rows, journal, points, and the end of the hits in the inbox.
///
/// Whoever dies on the way leaves nothing behind, and the hits are still there.
final class HitMove {
    /// How long a visit lasts without a further page, in milliseconds.
    private static let visitLength: Int64 = 30 * 60_000

    private let connection: any Connection
    private let door: Door
    private let hits: [StoredHit]
    private let sites: MonitoredSites
    private let scoring: ScoringPoints
    private let daily: DailyPoints
    private var visitors: [String: Visitor] = [:]
    /// Those of them who looked at a page, and need to be written.
    private var seen: Set<String> = []
    /// Those who became known by these hits, with the first contact who they were.
    private var recognised: [String: UInt32] = [:]
    /// The numbers of contacts by the ids that hits claim.
    private var claims: [String: UInt32] = [:]
    /// How those contacts stand who are there.
    private var monitoring: [UInt32: MonitoringState] = [:]
    private var views: Set<String> = []
    private var pages = SeenPages()
    private var rows: RowBatch
    private var lastID: Int64
    private var gained: [UInt32: Int64] = [:]
    private var visits: [UInt32: [ActivityDraft]] = [:]

    /// Prepares a move.
    init(_ hits: [StoredHit], _ door: Door) throws {
        self.hits = hits
        self.door = door
        connection = door.connection
        sites = try MonitoredSites(door.connection)
        scoring = try ScoringPoints(door.connection)
        daily = try DailyPoints(door.connection, at: door.now)
        // One for each hit, also for those that tell of no visit.
        lastID = try door.connection.advance(counter: "visit", by: Int64(hits.count)) - Int64(hits.count)
        rows = RowBatch(
            "visit",
            [
                "id", "view", "visitor", "number", "kind", "host", "url", "title", "source", "source_host", "campaign",
                "keywords", "at", "points", "began_at",
            ]
        )
    }

    /// Carries the move out; the journal is left to the caller.
    func run(cause: Cause) throws {
        try identify()
        for hit in hits where hit.duration == nil { try see(hit) }
        try connection.insert(rows)
        try attribute()
        try Visitors(connection).save(visitors.filter { seen.contains($0.key) })
        try leave()
        try daily.save()
        try door.write(ChangeSet(changes: try changes()), cause: cause)
    }

    /// Finds out who the visitors are, and keeps others from changing these contacts.
    private func identify() throws {
        visitors = try Visitors(connection).known(Array(Set(hits.map(\.visitor))))
        let stored = try connection.rows("SELECT view FROM visit WHERE view \(in: Array(Set(hits.map(\.view))))") {
            $0.text(0)
        }
        views = Set(stored)
        let reader = ContactReader(connection)
        for hit in hits {
            guard let claim = hit.contact, claim != visitors[hit.visitor]?.contact, claims[claim] == nil,
                let id = ContactID(claim), let number = try reader.number(of: id)
            else { continue }
            claims[claim] = number
        }
        let numbers = Bitmap(Array(claims.values) + visitors.values.compactMap(\.number))
        try door.lock(numbers.buckets)
        // Who held a lock may have deleted contacts.
        let present = try door.facets.existing(numbers.numbers)
        for (number, value) in zip(present, try door.facets.values(of: .monitored, for: present)) {
            guard case .integer(let state) = value else { continue }
            monitoring[number] = MonitoringState(rawValue: state) ?? .never
        }
        try daily.load(present)
        pages = try SeenPages(of: visitors, who: numbers, connection)
        try findLeftOver()
    }

    /// Visits of somebody who became known by a form while they were written.
    private func findLeftOver() throws {
        let known = visitors.compactMapValues { $0.number }.filter { monitoring[$0.value] != nil }
        for id in try Visitors(connection).unattributed(among: known.keys.sorted()) {
            guard let number = known[id] else { continue }
            recognised[id] = number
            pages.attribute(id, to: number)
        }
    }

    private func see(_ hit: StoredHit) throws {
        guard views.insert(hit.view).inserted, let text = hit.address else { return }
        guard let address = try? WebAddress(text) else {
            throw StorageError(.corrupt, "hit \(hit.id) tells of no page")
        }
        let before = visitors[hit.visitor]
        let visitor = follow(before, hit)
        visitors[hit.visitor] = visitor
        seen.insert(hit.visitor)
        if before?.number == nil, let number = visitor.number, recognised[hit.visitor] == nil {
            recognised[hit.visitor] = number
            pages.attribute(hit.visitor, to: number)
        }
        if let number = visitor.number, monitoring[number] == .stopped {
            views.remove(hit.view)
            return
        }
        let source = VisitSource(address, referrer: hit.referrer.flatMap { try? WebAddress($0) }, sites: sites)
        let kind = Self.kind(hit, after: before, from: source)
        let beganAt = kind == .regularVisit ? visitor.beganAt : max(hit.at, visitor.beganAt + 1)
        if kind != .regularVisit {
            visitors[hit.visitor]?.beganAt = beganAt
            pages.begin(hit.visitor)
        }
        let isFirstLook = pages.insert(address.visited, by: hit.visitor, who: visitor.number)
        var points = isFirstLook ? scoring.points(for: kind) : 0
        if let number = visitor.number { points = daily.granted(points, to: number) }
        append(hit, address, source, kind, points, of: visitor.number, since: beganAt)
        guard let number = visitor.number else { return }
        gained[number, default: 0] += points
        visits[number, default: []].append(
            ActivityDraft(
                subject: String(address.visited.prefix(ActivityDraft.maximumLength)),
                at: hit.at,
                description: hit.title
            )
        )
    }

    /// What is known of the visitor with this hit.
    private func follow(_ before: Visitor?, _ hit: StoredHit) -> Visitor {
        var visitor = before ?? Visitor(at: hit.at)
        if let number = visitor.number, monitoring[number] == nil { (visitor.number, visitor.contact) = (nil, nil) }
        if let claim = hit.contact, claim != visitor.contact, let number = claims[claim], monitoring[number] != nil {
            (visitor.number, visitor.contact) = (number, claim)
        }
        visitor.session = hit.session ?? visitor.session
        visitor.lastAt = max(visitor.lastAt, hit.at)
        return visitor
    }

    /// Whether the hit begins a visit, and how.
    private static func kind(_ hit: StoredHit, after before: Visitor?, from source: VisitSource) -> ScoredActivity {
        if let before, hit.at - before.lastAt <= visitLength, hit.session == nil || hit.session == before.session {
            return .regularVisit
        }
        return switch source.kind {
        case .advertisement: .newAdVisit
        case .search: .newSearchVisit
        case .direct, .campaign, .link, .site: .newVisit
        }
    }

    private func append(
        _ hit: StoredHit,
        _ address: WebAddress,
        _ source: VisitSource,
        _ kind: ScoredActivity,
        _ points: Int64,
        of number: UInt32?,
        since beganAt: Int64
    ) {
        lastID += 1
        rows.append(
            .integer(lastID),
            .text(hit.view),
            .text(hit.visitor),
            number.sqlValue,
            .text(kind.rawValue),
            .text(address.host.text),
            .text(address.visited),
            hit.title.sqlValue,
            .text(source.kind.rawValue),
            source.host.sqlValue,
            source.campaign.sqlValue,
            source.keywords.sqlValue,
            .integer(hit.at),
            .integer(points),
            .integer(beganAt)
        )
    }

    /// Hands over what was seen of visitors before they were known; a stopped contact gets nothing.
    private func attribute() throws {
        let earlier = Visitors(connection)
        for (id, number) in recognised.sorted(by: { $0.key < $1.key }) {
            if monitoring[number] == .stopped {
                try earlier.forget(id)
            } else {
                gained[number, default: 0] += daily.granted(try earlier.attribute(id, to: number), to: number)
            }
        }
    }

    /// Writes for how long pages were looked at.
    private func leave() throws {
        try connection.execute(
            "UPDATE visit SET duration = ? WHERE view = ? AND visitor = ? AND COALESCE(duration, 0) < ?",
            width: 4,
            values: hits.flatMap { hit -> [SQLValue] in
                guard let duration = hit.duration else { return [] }
                return [.integer(duration), .text(hit.view), .text(hit.visitor), .integer(duration)]
            }
        )
    }

    /// What changes for contacts: their mark, what they did, and their points.
    private func changes() throws -> [Change] {
        var changes: [Change] = []
        let newcomers = Bitmap(Set(visits.keys).union(gained.keys).filter { monitoring[$0] == .never })
        if !newcomers.isEmpty {
            let (old, new) = (MonitoringState.never.value, MonitoringState.monitored.value)
            changes.append(Change(.monitored, newcomers, from: .same(old), to: .same(new)))
        }
        // A change names a contact once: first the first visit of each, then the second of those who have one.
        var round = 0
        while true {
            let numbers = visits.filter { $0.value.count > round }.keys.sorted()
            guard !numbers.isEmpty else { break }
            let drafts = numbers.map { FacetValue.activity(visits[$0, default: []][round]) }
            changes.append(
                Change(.activity(.visit), Bitmap(numbers), from: .same(.none), to: Change.Values(drafts))
            )
            round += 1
        }
        if let scores = try ScoringPoints.change(adding: gained, reading: door.facets) { changes.append(scores) }
        return changes
    }
}
