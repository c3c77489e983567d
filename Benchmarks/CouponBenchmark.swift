import Actions
import Contacts
import Executions
import Foundation
import Logging
import Selections
import Storage

/// Generates a coupon for everybody, each with a code of its own.
struct CouponBenchmark {
    let base: ScratchDatabase
    /// The same contacts once more without coupons, for the floor.
    let copy: ScratchDatabase

    static let name = CouponName(stored: "BENCHMARK")
    private static let plan = """
        name: Coupons
        actions:
          - generate-coupon: { name: \(name), length: 10, valid-days: 30 }
        """
    private static let limit = 5.0

    func run() async throws -> BenchmarkResult {
        let audiences = Audiences(base.database, time: .system)
        let logger = Logger(label: "bench")
        let store = ExecutionStore(base.database, audiences: audiences, time: .system)
        let runner = ExecutionRunner(base.database, audiences: audiences, time: .system, logger: logger)
        let plan = try Plan(yaml: Self.plan)
        let measured = try await Measurement.of {
            let id = try await store.create(plan, actor: .operator)
            try await runner.run(id) { _ in }
        }
        let floor = try await floorSeconds()
        let allDiffer = try await everybodyHasOwnCode()
        return BenchmarkResult(
            name: "coupon for everybody",
            seconds: measured.seconds,
            floorSeconds: floor,
            floor: "prepared inserts of the same rows, without journal",
            goal: "at most \(Self.limit) times the floor, and all codes differ",
            isGoalMet: measured.seconds <= floor * Self.limit && allDiffer,
            peakBytes: measured.peakBytes
        )
    }

    private func floorSeconds() async throws -> Double {
        var batches: [RowBatch] = []
        for layout in TableLayout.coupons { batches += try await TableRows(layout, from: base.database).batches }
        return try await Measurement.of { [batches] in
            try await copy.database.write { connection in
                for batch in batches { try connection.insert(batch) }
            }
        }.seconds
    }

    private func everybodyHasOwnCode() async throws -> Bool {
        try await base.database.read { connection in
            let contacts = try connection.firstRow("SELECT COUNT(*) FROM contact") { $0.integer(0) }
            let codes = try connection.firstRow("SELECT COUNT(DISTINCT code) FROM coupon") { $0.integer(0) }
            return contacts == codes
        }
    }
}
