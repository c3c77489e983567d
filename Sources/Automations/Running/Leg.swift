import Actions
import Bitmaps
import Contacts
import Selections
import Storage

/// Moves contacts along one version of an automation, all at once, as far as they get without waiting.
///
/// It stands in one transaction, whose buckets are locked. What it does is written through the door; the caller records
/// the journal.
final class Leg {
    private let surroundings: Surroundings
    private let graph: RankedGraph
    private let depth: Int64
    private let flags: Place.Flags
    /// Nodes that are known to fail, with what is wrong there.
    private let failing: [VersionNode: String]

    private var pending: [NodeID: Bitmap] = [:]
    private var visited: [NodeID: Bitmap] = [:]
    private(set) var log = StepLog()
    /// Where the contacts are in the end; nothing for those who came to an end.
    private(set) var arrivals: [(contacts: Bitmap, place: Place?)] = []

    /// Prepares to move contacts that have the same flags and the same depth.
    init(
        _ surroundings: Surroundings,
        _ graph: RankedGraph,
        depth: Int64,
        flags: Place.Flags,
        failing: [VersionNode: String] = [:]
    ) {
        self.surroundings = surroundings
        self.graph = graph
        self.depth = depth
        self.flags = flags
        self.failing = failing
    }

    /// Moves contacts on that stand at a node.
    ///
    /// - Throws: `NodeFailure` when a node cannot do its work, a passing `StorageError`.
    func run(_ standing: [NodeID: Bitmap]) throws {
        for (node, contacts) in standing { leave(node, contacts) }
        while let node = pending.keys.min(by: { graph.rank($0) < graph.rank($1) }) {
            guard let contacts = pending.removeValue(forKey: node) else { continue }
            let again = contacts.intersection(visited[node] ?? Bitmap())
            stop(again, at: node, LoopGuard.circleMessage)
            let fresh = contacts.subtracting(again)
            visited[node, default: Bitmap()].formUnion(fresh)
            if !fresh.isEmpty { try enter(node, fresh) }
        }
    }

    /// Lets contacts go on from where they waited; a node that failed for them does its work again.
    private func leave(_ id: NodeID, _ contacts: Bitmap) {
        if id == Place.start {
            pass(contacts, from: id, .onward, to: graph.graph.entry)
            return
        }
        // Who failed at a wait has not waited yet.
        guard !flags.contains(.again) else {
            pending[id, default: Bitmap()].formUnion(contacts)
            return
        }
        switch graph.graph.node(id)?.step {
        case .wait(_, let next): pass(contacts, from: id, .onward, to: next)
        case .waitForEvent(let wait):
            let happened = flags.contains(.eventHappened)
            pass(contacts, from: id, happened ? .onward : .otherwise, to: happened ? wait.next : wait.otherwise)
        default: pending[id, default: Bitmap()].formUnion(contacts)
        }
    }

    private func enter(_ id: NodeID, _ contacts: Bitmap) throws {
        let place = VersionNode(version: surroundings.version, node: id)
        if let problem = failing[place] {
            stop(contacts, at: id, problem)
            return
        }
        do {
            switch graph.graph.node(id)?.step {
            case nil: stop(contacts, at: id, "there is no node \(id.number)")
            case .stop: end(contacts, at: id)
            case .action(let action, let next):
                let done = try surroundings.perform(action, at: id, for: contacts, depth: depth)
                for (problem, failed) in done.failed { stop(failed, at: id, problem) }
                pass(done.contacts, from: id, .onward, to: next)
            case .condition(let condition): try part(contacts, at: id, condition)
            case .wait(let wait, let next):
                let end = surroundings.waits.end(of: wait, from: surroundings.now)
                if end > surroundings.now {
                    rest(contacts, at: id, until: end)
                } else {
                    pass(contacts, from: id, .onward, to: next)
                }
            case .waitForEvent(let wait):
                rest(
                    contacts,
                    at: id,
                    until: wait.timeout.map { surroundings.waits.end(of: $0, from: surroundings.now) }
                )
            }
        } catch let error as StorageError where error.isPassing {
            throw error
        } catch let error as CancellationError {
            throw error
        } catch {
            throw NodeFailure(place: place, cause: error)
        }
    }

    private func part(_ contacts: Bitmap, at id: NodeID, _ condition: Condition) throws {
        var rest = contacts
        for (index, path) in condition.paths.enumerated() {
            let taken =
                flags.contains(.ignoresConditions)
                ? rest : try surroundings.check.contacts(meeting: path.criterion, among: rest)
            pass(taken, from: id, .path(index + 1), to: path.next)
            rest.subtract(taken)
        }
        pass(rest, from: id, .otherwise, to: condition.otherwise)
    }

    private func pass(_ contacts: Bitmap, from id: NodeID, _ way: Way, to next: NodeID?) {
        guard !contacts.isEmpty else { return }
        log.add(contacts, at: id, way)
        if let next { pending[next, default: Bitmap()].formUnion(contacts) } else { arrivals.append((contacts, nil)) }
    }

    private func end(_ contacts: Bitmap, at id: NodeID) {
        log.add(contacts, at: id, .onward)
        arrivals.append((contacts, nil))
    }

    private func rest(_ contacts: Bitmap, at id: NodeID, until dueAt: Int64?) {
        let now = surroundings.now
        let isCalming = dueAt.map { $0 - now >= LoopGuard.calmingWait } ?? true
        let place = Place(
            version: surroundings.version,
            node: id,
            since: now,
            dueAt: dueAt,
            depth: isCalming ? 0 : depth,
            flags: flags.intersection(.ignoresConditions)
        )
        arrivals.append((contacts, place))
    }

    private func stop(_ contacts: Bitmap, at id: NodeID, _ problem: String) {
        guard !contacts.isEmpty else { return }
        log.add(contacts, at: id, .failed, problem: problem)
        let place = Place(
            version: surroundings.version,
            node: id,
            since: surroundings.now,
            dueAt: nil,
            depth: depth,
            flags: flags.intersection(.ignoresConditions).union(.failed)
        )
        arrivals.append((contacts, place))
    }
}

/// A node that cannot do its work.
struct NodeFailure: Error {
    let place: VersionNode
    let cause: any Error
}
