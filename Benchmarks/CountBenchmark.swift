import Bitmaps
import Contacts
import Selections
import Storage

/// Counts a selection of six criteria, from memory and from scratch.
struct CountBenchmark {
    let base: ScratchDatabase

    private static let query = """
        tag in (NEWSLETTER, LOYAL) and email-status = opted-in and score > 10 and not tag = VIP \
        and state = customer and detail.city ~ a
        """

    /// The statements that read the same leaves, written out once more.
    private static let leaves: [SQL] = [
        "SELECT number FROM contact_tag WHERE tag_id = (SELECT id FROM tag WHERE name = 'NEWSLETTER')",
        "SELECT number FROM contact_tag WHERE tag_id = (SELECT id FROM tag WHERE name = 'LOYAL')",
        "SELECT number FROM contact WHERE email_status = 1",
        "SELECT number FROM contact WHERE score > 10",
        "SELECT number FROM contact_tag WHERE tag_id = (SELECT id FROM tag WHERE name = 'VIP')",
        "SELECT number FROM contact WHERE state = 1",
        """
        SELECT number FROM contact_detail WHERE detail_id = (SELECT id FROM detail WHERE name = 'city')
            AND COALESCE(value_key, value) LIKE '%a%' ESCAPE '\\'
        """,
    ]

    func run() async throws -> [BenchmarkResult] {
        let selection = try Selection(query: Self.query)
        try await readLeaves()
        let floor = try await Measurement.of { try await readLeaves() }
        let audiences = Audiences(base.database, time: .system)
        let cold = try await Measurement.of { _ = try await audiences.count(selection, reach: .everybody) }
        let warmRuns = 200
        let warm = try await Measurement.of {
            for _ in 0..<warmRuns { _ = try await audiences.count(selection, reach: .everybody) }
        }
        let warmSeconds = warm.seconds / Double(warmRuns)
        return [
            BenchmarkResult(
                name: "count of six criteria, warm",
                seconds: warmSeconds,
                floorSeconds: nil,
                floor: "",
                goal: "at most 2 ms",
                isGoalMet: warmSeconds <= 0.002,
                peakBytes: warm.peakBytes
            ),
            BenchmarkResult(
                "count of six criteria, cold",
                cold,
                floor: "the SQL statements that read its leaves",
                floor.seconds,
                atMost: 1.5
            ),
        ]
    }

    private func readLeaves() async throws {
        _ = try await base.database.read { connection in
            var rows: Int64 = 0
            for leaf in Self.leaves { try connection.forEachRow(leaf) { rows &+= $0.integer(0) } }
            return rows
        }
    }
}
