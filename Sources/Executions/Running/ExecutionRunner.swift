import Access
import Actions
import BackgroundWork
package import Contacts
package import Logging
package import Selections
import ServiceLifecycle
package import Storage
import Tracking

/// Starts executions that are due and works on those that run.
///
/// Any number of runners may work on one database, and any of them may be killed at any time.
package struct ExecutionRunner: Service {
    private let database: any Database
    private let time: TimeSource
    private let logger: Logger
    private let loop: WorkLoop
    private let starter: ExecutionStart
    private let buckets: BucketRun

    /// Makes a runner.
    ///
    /// - Parameters:
    ///   - database: Where the executions are.
    ///   - audiences: Resolves their selections.
    ///   - time: Says what is due.
    ///   - logger: Hears of failures.
    ///   - pause: How long to wait when nothing is to do.
    package init(
        _ database: any Database,
        audiences: Audiences,
        time: TimeSource,
        logger: Logger,
        pause: Duration = .milliseconds(300)
    ) {
        self.database = database
        self.time = time
        self.logger = logger
        loop = WorkLoop("The runner of executions", rest: pause, logger: logger)
        starter = ExecutionStart(database: database, audiences: audiences, time: time)
        buckets = BucketRun(database: database, time: time)
    }

    /// Works until the service group shuts down.
    package func run() async throws {
        await loop.run { try await step() }
    }

    /// Works on one execution until nothing is left to do for it, or somebody pauses or cancels it.
    ///
    /// - Parameters:
    ///   - id: The execution.
    ///   - progress: Is told after each step.
    /// - Throws: `StorageError` when the database cannot be reached.
    package func run(_ id: Int64, progress: (Execution) -> Void) async throws {
        let store = { try await database.read { try ExecutionRows($0).execution(id, of: nil) } }
        while let execution = try await store() {
            progress(execution)
            guard execution.state == .scheduled || execution.state == .running else { return }
            if try await !step(only: id) {
                // Another node may hold the last bucket, or the time has not come.
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    /// Does the next piece of work.
    ///
    /// - Parameter id: Only for this execution; nothing means for any.
    /// - Returns: Whether there was something to do.
    /// - Throws: `StorageError` when the database cannot be reached.
    @discardableResult
    package func step(only id: Int64? = nil) async throws -> Bool {
        if let due = try await starter.due(only: id) {
            try await failing(due) { try await starter.start(due) }
            return true
        }
        do {
            if try await buckets.next(only: id) != nil { return true }
        } catch let error as BucketError {
            try await failing(error.execution) { throw error.cause }
            return true
        }
        return try await finishCompleted()
    }

    /// Records why an execution cannot go on, unless the reason passes by itself.
    private func failing(_ id: Int64, _ work: () async throws -> Void) async throws {
        do {
            try await work()
        } catch let error as StorageError where error.isPassing {
            throw error
        } catch let error as CancellationError {
            throw error
        } catch {
            let reason = Self.words(for: error)
            logger.error("Execution \(id) failed", metadata: ["reason": "\(reason)", "error": "\(error)"])
            let now = time.now
            try await database.write { connection in
                let rows = ExecutionRows(connection)
                guard let state = try rows.lockedState(of: id), state == .scheduled || state == .running else { return }
                try rows.set(.failed, of: id, at: now, failure: reason)
            }
        }
    }

    private func finishCompleted() async throws -> Bool {
        let isCompleted: SQL = """
            state = \(ExecutionState.running.rawValue) AND NOT EXISTS (
                SELECT 1 FROM execution_bucket b WHERE b.execution_id = execution.id AND b.done = 0)
            """
        let isAny = try await database.read { connection in
            try connection.firstRow("SELECT 1 FROM execution WHERE \(isCompleted) LIMIT 1") { _ in true } ?? false
        }
        guard isAny else { return false }
        let now = time.now
        return try await database.write { connection in
            try connection.execute(
                """
                UPDATE execution SET state = \(ExecutionState.finished.rawValue), finished_at = \(now)
                WHERE \(isCompleted)
                """
            ) > 0
        }
    }

    private static func words(for error: any Error) -> String {
        switch error {
        case let error as ExecutionError: error.message
        case let error as SelectionError: error.message
        case let error as AccessError: error.message
        case let error as FunnelError: error.message
        case let error as AutomationError: error.message
        case let error as ActionListError: error.message
        case let error as SiteError: error.message
        case let error as DocumentError: error.message
        case ChangeSetError.documentGone: DocumentError.gone.message
        case ChangeSetError.tooFewCouponCodes(let length):
            "too few codes of \(length) characters are left under the coupon's name: use longer ones, or another name"
        // What nobody expected tells of the inside, which is for the log.
        default: "an error that should not happen; the server's log has it"
        }
    }
}
