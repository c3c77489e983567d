import Actions
import Contacts
import Executions
import Foundation
import Logging
import Selections
import Storage

/// Carries out a plan of five actions on everybody.
struct PlanBenchmark {
    let base: ScratchDatabase
    /// The same base once more, for the floor.
    let copy: ScratchDatabase

    static let plan = """
        name: Benchmark
        actions:
          - email-status: opt-out
          - add-tags: { names: [BENCHMARK], score: 3 }
          - set-detail: { name: benchmark, value: done }
          - set-score: 77
          - state: partner
        """

    func run() async throws -> BenchmarkResult {
        let floor = try await floorSeconds()

        let audiences = Audiences(base.database, time: .system)
        let logger = Logger(label: "bench")
        let store = ExecutionStore(base.database, audiences: audiences, time: .system)
        let runner = ExecutionRunner(base.database, audiences: audiences, time: .system, logger: logger)
        let plan = try Plan(yaml: Self.plan)
        let measured = try await Measurement.of {
            let id = try await store.create(plan, actor: .operator)
            try await runner.run(id) { _ in }
        }
        return BenchmarkResult(
            "plan of five actions on everybody",
            measured,
            floor: "one SQL statement for each action, without journal",
            floor,
            atMost: 2.5
        )
    }

    /// The same row changes as set-based statements.
    private func floorSeconds() async throws -> Double {
        let now = TimeSource.system.now
        let measured = try await Measurement.of {
            try await copy.database.write { connection in
                let tag = try connection.advance(counter: "tag")
                let detail = try connection.advance(counter: "detail")
                try connection.execute(
                    "UPDATE contact SET email_status = 0, modified_at = \(now) WHERE email_status <> 0"
                )
                try connection.execute("INSERT INTO tag (id, name) VALUES (\(tag), 'BENCHMARK')")
                try connection.execute(
                    "INSERT INTO contact_tag (tag_id, number, score, added_at) SELECT \(tag), number, 3, \(now) FROM contact"
                )
                try connection.execute("INSERT INTO detail (id, name) VALUES (\(detail), 'benchmark')")
                try connection.execute(
                    "INSERT INTO contact_detail (detail_id, number, value) SELECT \(detail), number, 'done' FROM contact"
                )
                try connection.execute("UPDATE contact SET score = 77, modified_at = \(now) WHERE score <> 77")
                try connection.execute("UPDATE contact SET state = 2, modified_at = \(now) WHERE state <> 2")
            }
        }
        return measured.seconds
    }
}
