import Access
import Actions
import Bitmaps
import Contacts
import Executions
import Foundation
import Logging
import Selections
import Storage

/// Takes contacts that are due in one automation, as many as make a set, and moves them on in one transaction.
///
/// Whoever dies on the way leaves nothing behind: the contacts are still due.
struct DueWork: Sendable {
    /// How many contacts are moved in one transaction.
    static let setSize = 65_536

    let database: any Database
    let time: TimeSource
    let graphs: GraphCache
    let logger: Logger

    /// The next automation with contacts that are due, by number.
    ///
    /// - Parameter previous: The automation behind which to look first, so that each gets its turn.
    /// - Returns: Its number, or nothing where nobody is due.
    /// - Throws: `StorageError`.
    func next(after previous: AutomationID?) async throws -> AutomationID? {
        let now = time.now
        return try await database.read { connection in
            try connection.firstRow(
                """
                SELECT id FROM automation a
                WHERE state = \(AutomationState.active.rawValue) AND EXISTS (
                    SELECT 1 FROM contact_automation c WHERE c.automation_id = a.id AND c.due_at <= \(now))
                ORDER BY CASE WHEN id > \(previous?.number ?? 0) THEN 0 ELSE 1 END, id LIMIT 1
                """
            ) { AutomationID($0.integer(0)) }
        }
    }

    /// When the next contact of an active automation is due, in milliseconds.
    func nextTime() async throws -> Int64? {
        try await database.read { connection in
            try connection.firstRow(
                """
                SELECT MIN(due) FROM (
                    SELECT (SELECT MIN(due_at) FROM contact_automation c
                        WHERE c.automation_id = a.id AND c.due_at IS NOT NULL) AS due
                    FROM automation a WHERE state = \(AutomationState.active.rawValue)) AS times
                """
            ) { $0.optionalInteger(0) } ?? nil
        }
    }

    /// Moves a set of contacts on.
    ///
    /// - Returns: How many contacts moved; none where nobody is due any more.
    /// - Throws: `StorageError` when the database cannot be reached.
    func work(on id: AutomationID) async throws -> Int {
        var failing: [VersionNode: String] = [:]
        while true {
            do {
                let known = failing
                let now = time.now
                return try await database.write { try move(id, failing: known, at: now, $0) }
            } catch let failure as NodeFailure {
                // Once more, now leaving those behind who come to the node.
                let problem = ProblemWords.text(for: failure.cause)
                logger.error(
                    "Node \(failure.place.node.number) of automation \(id.number) failed",
                    metadata: ["problem": "\(problem)", "error": "\(failure.cause)"]
                )
                failing[failure.place] = problem
            }
        }
    }

    private func move(
        _ id: AutomationID,
        failing: [VersionNode: String],
        at now: Int64,
        _ connection: any Connection
    ) throws -> Int {
        let door = Door(connection, now: now)
        let candidates = Bitmap(try due(id, at: now, connection))
        guard !candidates.isEmpty else { return 0 }
        try door.lock(candidates.buckets)
        // The lock may have been long in coming: somebody else may have moved them, or paused the automation.
        guard let automation = try AutomationReader(connection).automation(id), automation.state == .active else {
            return 0
        }
        let standing = try zip(candidates.numbers, door.facets.values(of: automation.facet, for: candidates.numbers))
            .compactMap { number, value -> (UInt32, Passage, Place)? in
                guard case .passage(let passage) = value, let place = passage.place, let dueAt = place.dueAt,
                    dueAt <= now
                else { return nil }
                return (number, passage, place)
            }
        let sets = Dictionary(grouping: standing) { SetKey($0.2) }
        let logs = try sets.sorted { $0.key < $1.key }.map { key, members in
            (key.version, try move(members.map { ($0.0, $0.1, $0.2.node) }, key, automation, failing, door))
        }
        // Behind all that the nodes do, so that two transactions take the numbers that they share in one order.
        for (version, log) in logs { try log.write(of: id, version: version, at: now, connection) }
        try door.record()
        return standing.count
    }

    private func due(_ id: AutomationID, at now: Int64, _ connection: any Connection) throws -> [UInt32] {
        try connection.rows(
            """
            SELECT number FROM contact_automation WHERE automation_id = \(id.number) AND due_at <= \(now)
            ORDER BY due_at, number LIMIT \(Self.setSize)
            """
        ) { $0.number(0) }.sorted()
    }

    /// Moves contacts on that stand in the same version with the same flags.
    ///
    /// - Returns: What became of them, which is still to be written.
    private func move(
        _ members: [(number: UInt32, passage: Passage, node: NodeID)],
        _ key: SetKey,
        _ automation: Automation,
        _ failing: [VersionNode: String],
        _ door: Door
    ) throws -> StepLog {
        let connection = door.connection
        let graph = try graphs.graph(of: automation.id, version: key.version, connection)
        var failing = failing
        var actor = automation.program
        do {
            actor = try automation.actor(connection)
        } catch let error as AccessError {
            for node in graph.graph.nodes {
                failing[VersionNode(version: key.version, node: node.id)] = error.message
            }
        }
        let surroundings = Surroundings(
            connection,
            door: door,
            automation: automation,
            version: key.version,
            actor: actor,
            waits: WaitTimes(timeZone: try Workspace.timeZone(in: connection))
        )
        // Who was deleted on the card leaves, as nothing more is to be done with them.
        let numbers = members.map(\.number)
        let removal = try door.facets.values(of: .removed, for: numbers)
        let gone = Bitmap(zip(numbers, removal).filter { $0.1 != .none }.map(\.0))
        let present = members.filter { !gone.contains($0.number) }
        let leg = Leg(surroundings, graph, depth: key.depth, flags: key.flags, failing: failing)
        try leg.run(Dictionary(grouping: present, by: \.node).mapValues { Bitmap($0.map(\.number)) })
        let cause = automation.cause(actor: actor, depth: key.depth)
        let old = Change.Values(members.map { .passage($0.passage) })
        let all = Change(automation.facet, Bitmap(numbers), from: old, to: .same(.none))
        for arrival in leg.arrivals + [(gone, nil)] where !arrival.contacts.isEmpty {
            let part = all.restricted(to: arrival.contacts)
            let change = Change(part.facet, part.contacts, from: part.old, to: part.old.moved(to: arrival.place))
            try door.write(ChangeSet(changes: [change]), cause: cause)
        }
        return leg.log
    }
}

/// What contacts have in common that are moved together.
private struct SetKey: Hashable, Comparable {
    let version: Int64
    let depth: Int64
    let flags: Place.Flags

    init(_ place: Place) {
        version = place.version
        depth = place.depth
        flags = place.flags
    }

    static func < (left: Self, right: Self) -> Bool {
        (left.version, left.depth, left.flags.rawValue) < (right.version, right.depth, right.flags.rawValue)
    }
}

extension Change.Values {
    /// The same passages with the contacts at another place.
    fileprivate func moved(to place: Place?) -> Change.Values {
        switch self {
        case .same(let value): .same(value.moved(to: place))
        case .each(let values): .each(values.map { $0.moved(to: place) })
        }
    }
}

extension FacetValue {
    fileprivate func moved(to place: Place?) -> FacetValue {
        guard case .passage(var passage) = self else { return self }
        passage.place = place
        return .passage(passage)
    }
}
