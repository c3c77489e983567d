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
        if try await world.executions.execution(id)?.state == .failed { throw CommandFailure.internalError }
    }
}
