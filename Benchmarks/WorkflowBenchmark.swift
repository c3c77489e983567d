import Automations
import Contacts
import Executions
import Logging
import Selections
import Storage

/// Starts a workflow of five steps for everybody, as action L does, and lets them go through it.
struct WorkflowBenchmark {
    let base: ScratchDatabase
    /// The same base once more, for the same actions in bulk.
    let copy: ScratchDatabase

    private static let contactStepsPerSecond = 200_000.0
    private static let steps = 5
    private static let workflow = """
        kind: workflow
        name: Benchmark
        definition:
          events: [note-added]
          entry: 1
          nodes:
            - { id: 1, action: { email-status: opt-out }, next: 2 }
            - { id: 2, action: { add-tags: { names: [BENCHMARK], score: 3 } }, next: 3 }
            - { id: 3, action: { set-detail: { name: benchmark, value: done } }, next: 4 }
            - { id: 4, action: { set-score: 77 }, next: 5 }
            - { id: 5, action: { state: partner }, next: 6 }
            - { id: 6, stop: true }
        """

    func run() async throws -> [BenchmarkResult] {
        let bulk = try await execute(PlanBenchmark.plan, in: copy)
        let store = AutomationStore(base.database, time: .system)
        let file = try AutomationFile(yaml: Self.workflow)
        let id = try await store.create(AutomationSettings(file), file.definition, by: .operator)
        try await store.activate(id, by: .operator)
        let runner = AutomationRunner(base.database, time: .system, logger: Logger(label: "bench"))
        var moved = 0
        let measured = try await Measurement.of {
            _ = try await execute("actions: [run-workflow: Benchmark]", in: base)
            moved = try await runner.runUntilIdle()
        }
        let rate = Double(moved * Self.steps) / measured.seconds
        return [
            BenchmarkResult(
                "workflow of five steps for everybody",
                measured,
                floor: "a plan of the same five actions",
                bulk.seconds,
                atMost: 2
            ),
            BenchmarkResult(
                name: "the same, \(Int(rate)) contact-steps a second",
                seconds: measured.seconds,
                floorSeconds: nil,
                floor: "",
                goal: "at least \(Int(Self.contactStepsPerSecond)) contact-steps a second",
                isGoalMet: rate >= Self.contactStepsPerSecond,
                peakBytes: measured.peakBytes
            ),
        ]
    }

    private func execute(_ plan: String, in base: ScratchDatabase) async throws -> Measurement {
        let audiences = Audiences(base.database, time: .system)
        let store = ExecutionStore(base.database, audiences: audiences, time: .system)
        let runner = ExecutionRunner(
            base.database,
            audiences: audiences,
            time: .system,
            logger: Logger(label: "bench")
        )
        let plan = try Plan(yaml: plan)
        return try await Measurement.of {
            let id = try await store.create(plan, actor: .operator)
            try await runner.run(id) { _ in }
        }
    }
}
