import Contacts
import Executions
import Selections
import TestSupport

extension AutomationWorld {
    /// Says what a plan would do.
    func preview(_ yaml: String, by actor: Actor = .operator) async throws -> Preview {
        let previewer = Previewer(database, audiences: audiences, time: clock.time)
        return try await previewer.preview(try Plan(yaml: yaml), actor: actor)
    }

    /// Creates an execution, which is not started yet.
    func plan(_ yaml: String, by actor: Actor = .operator) async throws -> Int64 {
        try await ExecutionStore(database, audiences: audiences, time: clock.time)
            .create(try Plan(yaml: yaml), actor: actor)
    }

    /// Carries out every execution that is due, and nothing else.
    func execute() async throws {
        let runner = ExecutionRunner(database, audiences: audiences, time: clock.time, logger: Self.silent)
        while try await runner.step() {}
    }

    /// Carries a plan out.
    @discardableResult
    func run(_ yaml: String, by actor: Actor = .operator) async throws -> Execution {
        let id = try await plan(yaml, by: actor)
        try await execute()
        return try await execution(id)
    }

    func execution(_ id: Int64) async throws -> Execution {
        let store = ExecutionStore(database, audiences: audiences, time: clock.time)
        guard let execution = try await store.execution(id) else { throw ExecutionError.unknown(id) }
        return execution
    }
}
