import Bitmaps
package import Contacts
import Foundation
package import Storage

/// Shows the way that one contact would take, without changing anything.
///
/// It is the engine itself that goes the way, with the clock put forward at each wait, in a transaction that is given up in
/// the end; so the test cannot disagree with what really happens.
package struct TestRun: Sendable {
    /// How many waits are followed at most; a circle never ends.
    private static let maximumLegs = 50

    private let database: any Database
    private let time: TimeSource

    package init(_ database: any Database, time: TimeSource) {
        self.database = database
        self.time = time
    }

    /// Lets a contact go the way.
    ///
    /// - Parameters:
    ///   - number: The contact.
    ///   - graph: The way, which may be a draft.
    ///   - automation: What it belongs to.
    ///   - eventsHappen: Whether the events that a node waits for happen at once, or never; where there is no time-out they
    ///     always do.
    /// - Returns: The steps in order, with the times at which they would happen.
    /// - Throws: `StorageError`, `AccessError` when the automation's author may not act.
    package func steps(
        of number: UInt32,
        through graph: Graph,
        of automation: Automation,
        eventsHappen: Bool = false
    ) async throws -> [TestStep] {
        let now = time.now
        do {
            return try await database.write { connection in
                throw Finished(
                    steps: try Self.walk(number, graph, automation, eventsHappen, from: now, connection)
                )
            }
        } catch let finished as Finished {
            return finished.steps
        }
    }

    /// Carries the result out of the transaction that must not stay.
    private struct Finished: Error {
        let steps: [TestStep]
    }

    private static func walk(
        _ number: UInt32,
        _ graph: Graph,
        _ automation: Automation,
        _ eventsHappen: Bool,
        from now: Int64,
        _ connection: any Connection
    ) throws -> [TestStep] {
        try Door(connection, now: now).lock([Bucket(containing: number)])
        let graph = RankedGraph(graph)
        let actor = try automation.actor(connection)
        let waits = WaitTimes(timeZone: try Workspace.timeZone(in: connection))
        var steps: [TestStep] = []
        var (now, node, flags) = (now, Place.start, Place.Flags())
        for _ in 0..<maximumLegs {
            let surroundings = Surroundings(
                connection,
                door: Door(connection, now: now),
                automation: automation,
                version: 0,
                actor: actor,
                waits: waits
            )
            let leg = Leg(surroundings, graph, depth: 0, flags: flags)
            do {
                try leg.run([node: [number]])
            } catch let failure as NodeFailure {
                steps += leg.log.entries.map { TestStep(node: $0.node, way: $0.way, at: now, problem: $0.problem) }
                let problem = ProblemWords.text(for: failure.cause)
                return steps + [TestStep(node: failure.place.node, way: .failed, at: now, problem: problem)]
            }
            steps += leg.log.entries.map { TestStep(node: $0.node, way: $0.way, at: now, problem: $0.problem) }
            guard let place = leg.arrivals.first?.place, !place.flags.contains(.failed) else { return steps }
            node = place.node
            flags = place.flags
            if place.dueAt == nil || eventsHappen && graph.waitsForEvent(node) { flags.insert(.eventHappened) }
            now = flags.contains(.eventHappened) ? now : place.dueAt ?? now
        }
        return steps
    }
}

/// One step of a test run.
package struct TestStep: Sendable, Hashable {
    package let node: NodeID
    /// The way that the contact would take from there.
    package let way: Way
    /// When it would leave the node, in milliseconds.
    package let at: Int64
    /// What is wrong, where the node would fail.
    package let problem: String?
}

extension RankedGraph {
    fileprivate func waitsForEvent(_ id: NodeID) -> Bool {
        if case .waitForEvent? = graph.node(id)?.step { true } else { false }
    }
}
