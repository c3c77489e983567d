import ArgumentParser
import Executions

/// Works on one execution to its end, with a progress bar.
struct ExecutionDriver {
    private let world: World
    private let json: Bool

    init(_ world: World, json: Bool) {
        self.world = world
        self.json = json
    }

    func drive(_ id: Int64) async throws {
        guard try await world.executions.execution(id, of: world.hand.onlyExecutionsOf) != nil else {
            throw ExecutionError.unknown(id)
        }
        let bar = ProgressBar("Execution \(id)")
        try await world.runner.run(id) { execution in
            bar.show(execution.doneContacts, of: execution.contactCount ?? 0)
        }
        bar.end()
        try await ExecutionReport(world, json: json).show(id)
        if let execution = try await world.executions.execution(id), let failure = Self.failure(of: execution) {
            throw failure
        }
    }

    /// Why a program that waits for the execution must not go on; nothing where it did all of its work.
    private static func failure(of execution: Execution) -> CommandFailure? {
        let id = execution.id
        let again = "“kartoteka executions resume \(id)” lets a running server go on with it"
        switch execution.state {
        case .paused: return CommandFailure(unavailable: "execution \(id) was paused before it was done; \(again)")
        case .cancelled:
            return CommandFailure(unavailable: "execution \(id) was cancelled; what it had done by then stays done")
        case .failed:
            let reason = execution.failure.map { ": \($0)" } ?? ""
            return CommandFailure(failed: "execution \(id) failed\(reason); \(again)")
        case .scheduled, .running, .finished: return nil
        }
    }
}
