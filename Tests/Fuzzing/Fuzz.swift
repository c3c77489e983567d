import ArgumentParser
import Foundation
import TestSupport

/// Gives random texts to every parser of what comes from outside, and stops at the first that takes too long.
///
/// A crash ends the program; the seed that it printed repeats it.
@main
struct Fuzz: ParsableCommand {
    @Option(help: "How many texts each parser gets.")
    var inputs = 1_000_000

    @Option(help: "The most processor time that one text may take, in milliseconds.")
    var limit = 100

    @Option(help: "Only parsers whose name contains this.")
    var parser: String?

    func run() throws {
        for parser in FuzzedParser.all where self.parser.map({ parser.name.contains($0) }) ?? true { try run(parser) }
    }

    private func run(_ parser: FuzzedParser) throws {
        var random = SeededGenerator(for: parser.name)
        let mutation = Mutation(words: parser.words.map { Array($0.utf8) })
        let seeds = parser.seeds.map { Array($0.utf8) }
        var slowest = 0.0
        for _ in 0..<inputs {
            let text = mutation.of(random.pick(seeds), using: &random)
            let started = Self.processorMilliseconds
            parser.read(text)
            let took = Self.processorMilliseconds - started
            slowest = max(slowest, took)
            guard took <= Double(limit) else {
                let file = FileManager.default.temporaryDirectory.appending(path: "fuzz-\(UUID()).txt")
                try Data(text).write(to: file)
                throw ValidationError("\(parser.name): a text took \(took) ms; it is in \(file.path)")
            }
        }
        print("\(parser.name): \(inputs) texts, the slowest took \(String(format: "%.1f", slowest)) ms")
    }

    /// What this thread has used, so that a busy machine does not count.
    private static var processorMilliseconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1_000 + Double(time.tv_nsec) / 1_000_000
    }
}
