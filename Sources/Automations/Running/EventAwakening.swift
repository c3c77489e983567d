import Bitmaps
import Contacts

/// Lets contacts go on for whom an event happened that they waited for, inside one transaction whose buckets are locked.
struct EventAwakening {
    let door: Door

    /// Lets those go on who stood at a node that waits for what happened when it happened.
    ///
    /// Who came to the node later goes on waiting, and so does who came to it by the same commit: what the automation
    /// does on the way to the node is not what it waits for there. The order of the commits says so, since a commit may
    /// have waited for its turn long after the time that it names.
    ///
    /// - Parameters:
    ///   - contacts: Those to whom it happened, by the nodes that wait for it.
    ///   - automation: What they are in.
    ///   - sequence: The commit by which it happened.
    ///   - time: When it happened, in milliseconds; whoever should have gone on before that did not see it.
    ///   - depth: How many launches without a wait led there.
    /// - Throws: `StorageError`, `BitmapError`.
    func awaken(
        _ contacts: [VersionNode: Bitmap],
        in automation: Automation,
        by sequence: Int64,
        at time: Int64,
        depth: Int64
    ) throws {
        let numbers = contacts.values.reduce(into: Bitmap()) { $0.formUnion($1) }.numbers
        var standing: [(number: UInt32, value: FacetValue, passage: Passage, place: Place)] = []
        for (number, value) in zip(numbers, try door.facets.values(of: automation.facet, for: numbers)) {
            guard case .passage(let passage) = value, let place = passage.place,
                place.flags.isDisjoint(with: [.failed, .eventHappened, .again]),
                place.dueAt.map({ time <= $0 }) ?? true,
                contacts[VersionNode(version: place.version, node: place.node)]?.contains(number) == true
            else { continue }
            standing.append((number, value, passage, place))
        }
        guard !standing.isEmpty else { return }
        let moved = try JournalReader(door.connection)
            .contacts(changing: automation.facet, since: sequence, among: Bitmap(standing.map(\.number)))
        standing.removeAll { moved.contains($0.number) }
        guard !standing.isEmpty else { return }
        let isLoop = depth > LoopGuard.maximumDepth
        if isLoop { try note(standing.map { ($0.number, $0.place) }, of: automation) }
        let new = standing.map { member in
            var passage = member.passage
            var place = member.place
            place.dueAt = isLoop ? nil : door.now
            place.flags.insert(isLoop ? .failed : .eventHappened)
            place.depth = max(place.depth, depth)
            passage.place = place
            return FacetValue.passage(passage)
        }
        let change = Change(
            automation.facet,
            Bitmap(standing.map(\.number)),
            from: Change.Values(standing.map(\.value)),
            to: Change.Values(new)
        )
        try door.write(ChangeSet(changes: [change]), cause: automation.cause(actor: automation.program, depth: depth))
    }

    private func note(_ stopped: [(number: UInt32, place: Place)], of automation: Automation) throws {
        for (version, members) in Dictionary(grouping: stopped, by: \.place.version).sorted(by: { $0.key < $1.key }) {
            var log = StepLog()
            for (node, members) in Dictionary(grouping: members, by: \.place.node) {
                log.add(Bitmap(members.map(\.number)), at: node, .failed, problem: LoopGuard.message)
            }
            try log.write(of: automation.id, version: version, at: door.now, door.connection)
        }
    }
}
