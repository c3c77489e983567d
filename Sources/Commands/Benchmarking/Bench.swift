import ArgumentParser
import Benchmarks
import Foundation

struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure import, counts, actions, a workflow, the APIs and visits, against floors of the same run.",
        discussion: "Works on SQLite databases of its own in a temporary folder. Use a release build."
    )

    @Option(help: "How many contacts.")
    var contacts = 1_000_000

    @Option(help: "What the made-up people depend on.")
    var seed: UInt64 = 1

    @Flag(help: "Print one JSON document.")
    var json = false

    func validate() throws {
        guard (1...10_000_000).contains(contacts) else {
            throw ValidationError("--contacts must be from 1 to 10000000")
        }
    }

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "kartoteka-bench-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        var results: [BenchmarkResult] = []
        let suite = BenchmarkSuite(contacts: contacts, seed: seed, folder: folder)
        do {
            try await suite.run(
                { result in
                    results.append(result)
                    if !json { Console.say(BenchmarkLine(result).text) }
                },
                note: { if Console.showsProgress { Console.complain($0) } }
            )
        } catch {
            let failure = CommandFailure(error)
            Console.complain(failure.message)
            throw failure.code
        }
        if json { try Console.say(json: results) }
    }
}

/// A result in words.
private struct BenchmarkLine {
    let text: String

    init(_ result: BenchmarkResult) {
        let ratio = result.ratio.map { String(format: " = %.2f ×", $0) } ?? ""
        let floor = result.floorSeconds.map { " \(Self.time($0)) for \(result.floor)" } ?? ""
        text = """
            \(result.isGoalMet ? "✓" : "✗") \(result.name): \(Self.time(result.seconds))\
            \(ratio)\(floor); goal \(result.goal); \
            peak memory \(result.peakBytes / 1_048_576) MiB
            """
    }

    private static func time(_ seconds: Double) -> String {
        seconds < 0.1 ? String(format: "%.2f ms", seconds * 1_000) : String(format: "%.2f s", seconds)
    }
}
