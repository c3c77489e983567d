import Bitmaps
import Contacts
import Storage

/// A commit of the journal with what it starts.
struct FollowedEntry {
    let sequence: Int64
    private let at: Int64
    private let depth: Int64
    /// To whom something happened that an automation waits for.
    private(set) var happened: [(watching: WatchedAutomations.Watching, contacts: Bitmap)] = []

    /// Finds out what a commit starts.
    ///
    /// - Throws: `StorageError`.
    init(_ entry: JournalEntry, _ watched: WatchedAutomations, _ connection: any Connection) throws {
        sequence = entry.sequence
        at = entry.at
        depth = [.rule, .workflow].contains(entry.cause.kind) ? entry.cause.depth + 1 : 0
        guard !entry.changes.isEmpty else { return }
        let born = entry.changes.filter { $0.facet == .existence && $0.old == .same(.none) }
            .reduce(into: Bitmap()) { $0.formUnion($1.contacts) }
        for watching in watched.all where watching.watch.trigger.kind.starts(from: entry.cause) {
            var contacts = Bitmap()
            for change in entry.changes { contacts.formUnion(watching.watch.contacts(in: change)) }
            if !born.isEmpty { contacts.formUnion(try watching.watch.contacts(bornAs: born, by: sequence, connection)) }
            if !contacts.isEmpty { happened.append((watching, contacts)) }
        }
    }

    /// Everybody to whom something happened.
    var contacts: Bitmap { happened.reduce(into: Bitmap()) { $0.formUnion($1.contacts) } }

    /// Launches and awakens.
    ///
    /// - Throws: `StorageError`.
    func launch(through door: Door) throws {
        let launch = EventLaunch(door: door)
        for (_, parts) in Dictionary(grouping: happened, by: \.watching.automation.id).sorted(by: { $0.key < $1.key }) {
            guard let automation = parts.first?.watching.automation else { continue }
            // Those inside first: whom the event lets go on is not launched anew by it.
            var waiting: [VersionNode: Bitmap] = [:]
            var fresh = Bitmap()
            for part in parts {
                if let node = part.watching.node {
                    waiting[node, default: Bitmap()].formUnion(part.contacts)
                } else {
                    fresh.formUnion(part.contacts)
                }
            }
            if !waiting.isEmpty {
                try EventAwakening(door: door).awaken(waiting, in: automation, by: sequence, at: at, depth: depth)
            }
            if !fresh.isEmpty { try launch.launch(automation, for: fresh, depth: depth) }
        }
    }
}

extension Watch {
    /// Those of some new contacts who brought along what it waits for.
    ///
    /// What has been changed since the commit that created them is taken back.
    fileprivate func contacts(
        bornAs born: Bitmap,
        by sequence: Int64,
        _ connection: any Connection
    ) throws -> Bitmap {
        let facets = facetsAtBirth
        guard !facets.isEmpty else { return Bitmap() }
        let reader = SQLFacetReader(connection, catalogue: Catalogue(connection))
        let numbers = born.numbers
        var found = Bitmap()
        for facet in facets {
            let before: FacetValue = facet == .score ? .integer(0) : .none
            // The present values first: whatever is committed in between, the journal then tells of.
            let present = try reader.values(of: facet, for: numbers)
            let former = try JournalReader(connection).values(of: facet, after: sequence, among: born)
            for (number, value) in zip(numbers, present) where happens(from: before, to: former[number] ?? value) {
                found.insert(number)
            }
        }
        return found
    }
}
