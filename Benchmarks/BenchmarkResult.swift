/// One line of the report: what was measured, against what, and the goal.
package struct BenchmarkResult: Sendable, Codable {
    package let name: String
    package let seconds: Double
    /// What the same work costs at least, measured in the same run; nothing where the goal is absolute.
    package let floorSeconds: Double?
    /// The floor in words.
    package let floor: String
    package let goal: String
    package let isGoalMet: Bool
    package let peakBytes: Int

    /// How many times the floor it took.
    package var ratio: Double? { floorSeconds.map { seconds / $0 } }
}

extension BenchmarkResult {
    /// A result whose goal is a multiple of its floor.
    init(_ name: String, _ measured: Measurement, floor: String, _ floorSeconds: Double, atMost limit: Double) {
        self.init(
            name: name,
            seconds: measured.seconds,
            floorSeconds: floorSeconds,
            floor: floor,
            goal: "at most \(limit) times the floor",
            isGoalMet: measured.seconds <= floorSeconds * limit,
            peakBytes: measured.peakBytes
        )
    }
}
