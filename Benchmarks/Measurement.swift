import Foundation

/// What a piece of work cost.
struct Measurement: Sendable {
    let seconds: Double
    /// The most memory that the process held at a time, in bytes.
    let peakBytes: Int

    /// Measures a piece of work.
    static func of(_ work: () async throws -> Void) async rethrows -> Measurement {
        PeakMemory.reset()
        let clock = ContinuousClock()
        let start = clock.now
        try await work()
        let elapsed = clock.now - start
        return Measurement(seconds: elapsed / .seconds(1), peakBytes: PeakMemory.read())
    }
}

/// The largest resident set of the process, as Linux counts it.
private enum PeakMemory {
    static func reset() {
        // "5" resets the mark (proc(5), clear_refs); where that is not allowed the mark stays that of the process.
        try? Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs"))
    }

    static func read() -> Int {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return 0 }
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
        return (kilobytes ?? 0) * 1024
    }
}
