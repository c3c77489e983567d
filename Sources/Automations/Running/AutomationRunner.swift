import BackgroundWork
package import Contacts
package import Logging
import ServiceLifecycle
package import Storage

/// Runs rules and workflows: follows the journal, watches the calendar, and moves on who is due.
///
/// Any number of runners may work on one database, and any of them may be killed at any time.
package struct AutomationRunner: Service {
    private let follower: JournalFollower
    private let calendar: CalendarEvents
    private let due: DueWork
    private let loop: WorkLoop

    /// Makes a runner.
    ///
    /// - Parameters:
    ///   - database: Where everything is.
    ///   - time: Says what is due.
    ///   - logger: Hears of failures.
    ///   - pause: How long to wait when nothing is to do.
    package init(
        _ database: any Database,
        time: TimeSource,
        logger: Logger,
        pause: Duration = .milliseconds(300)
    ) {
        let graphs = GraphCache()
        follower = JournalFollower(database: database, time: time, graphs: graphs)
        calendar = CalendarEvents(database: database, time: time, graphs: graphs)
        due = DueWork(database: database, time: time, graphs: graphs, logger: logger)
        loop = WorkLoop("The runner of rules and workflows", rest: pause, logger: logger)
    }

    /// Works until the service group shuts down.
    package func run() async throws {
        var last: AutomationID?
        await loop.run { try await step(after: &last) }
    }

    /// Works until nothing is left to do at this time.
    ///
    /// - Returns: How many contacts were moved; one that is moved twice counts twice.
    /// - Throws: `StorageError` when the database cannot be reached.
    @discardableResult
    package func runUntilIdle() async throws -> Int {
        var last: AutomationID?
        var moved = 0
        while true {
            while try await follower.step() {}
            while try await calendar.step() {}
            guard let next = try await due.next(after: last) else { return moved }
            last = next
            moved += try await due.work(on: next)
        }
    }

    /// When the next contact is due, in milliseconds; nothing where nobody waits for a time.
    ///
    /// - Throws: `StorageError` when the database cannot be reached.
    package func nextTime() async throws -> Int64? {
        try await due.nextTime()
    }

    /// Does the next pieces of work.
    ///
    /// - Parameter last: The automation that had its turn last.
    /// - Returns: Whether there was something to do.
    /// - Throws: `StorageError` when the database cannot be reached.
    private func step(after last: inout AutomationID?) async throws -> Bool {
        // All that happened first: whoever waits for it may be due by now, and did not wait in vain.
        while !Task.isShuttingDownGracefully, !Task.isCancelled, try await follower.step() {}
        let launched = try await calendar.step()
        guard let next = try await due.next(after: last) else { return launched }
        last = next
        return try await due.work(on: next) > 0 || launched
    }
}
