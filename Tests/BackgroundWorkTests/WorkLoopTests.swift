import BackgroundWork
import InMemoryLogging
import Logging
import ServiceLifecycleTestKit
import Synchronization
import Testing

struct WorkLoopTests {
    /// What one step does.
    private enum Step {
        case work, nothing
        case failure(String)
    }

    private struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private final class Rests: Sendable {
        let durations = Mutex<[Duration]>([])
    }

    private let log = InMemoryLogHandler()

    @Test func `while there is work no rest is taken`() async {
        #expect(await rests(.work, .work, .work) == [])
    }

    @Test func `a loop without work rests`() async {
        #expect(await rests(.work, .nothing, .nothing, .work, .nothing) == [.seconds(1), .seconds(1), .seconds(1)])
    }

    @Test func `failures that follow each other make the rest longer, up to a limit`() async {
        let failures = (0..<6).map { _ in Step.failure("x") }
        #expect(await rests(failures) == [1, 2, 4, 8, 10, 10].map { .seconds($0) })
    }

    @Test func `after a success the rest is the ordinary one`() async {
        let rests = await rests(.failure("x"), .failure("x"), .nothing, .failure("x"), .work, .failure("x"))
        #expect(rests == [1, 2, 1, 1, 1].map { .seconds($0) })
    }

    @Test func `a rest that is longer than the limit is not shortened by failures`() async {
        let failures = [Step.failure("x"), .failure("x"), .failure("x")]
        #expect(await rests(failures, resting: .seconds(3_600)) == [3_600, 3_600, 3_600].map { .seconds($0) })
    }

    @Test func `a failure is logged once, and that it is over`() async {
        _ = await rests(.failure("x"), .failure("x"), .failure("y"), .nothing, .work, .failure("y"))
        let entries = log.entries.map { "\($0.level) \($0.message) \($0.metadata["error"].map { "\($0)" } ?? "")" }
        #expect(
            entries == [
                "error The tester cannot work at present and tries again x",
                "error The tester cannot work at present and tries again y",
                "notice The tester works again ",
                "error The tester cannot work at present and tries again y",
            ]
        )
    }

    @Test func `graceful shutdown ends a rest at once`() async {
        await testGracefulShutdown { trigger in
            var steps = 0
            let loop = loop { _ in
                trigger.triggerGracefulShutdown()
                await Self.waitForCancellation()
            }
            await loop.run {
                steps += 1
                return false
            }
            #expect(steps == 1)
        }
    }

    @Test func `graceful shutdown lets a step come to its end and begins no other`() async {
        await testGracefulShutdown { trigger in
            var ended = 0
            await loop { _ in }.run {
                trigger.triggerGracefulShutdown()
                await Task.yield()
                #expect(!Task.isCancelled)
                ended += 1
                return true
            }
            #expect(ended == 1)
        }
    }

    @Test func `cancellation ends a rest at once`() async {
        let (resting, beginRest) = AsyncStream<Void>.makeStream()
        let loop = loop { _ in
            beginRest.yield()
            await Self.waitForCancellation()
        }
        let task = Task { await loop.run { false } }
        for await _ in resting { break }
        task.cancel()
        await task.value
        #expect(log.entries.isEmpty)
    }

    private func rests(_ steps: Step..., resting rest: Duration = .seconds(1)) async -> [Duration] {
        await rests(steps, resting: rest)
    }

    /// How long the loop rested while it took these steps.
    private func rests(_ steps: [Step], resting rest: Duration = .seconds(1)) async -> [Duration] {
        let taken = Rests()
        var left = steps[...]
        await loop(resting: rest) { duration in taken.durations.withLock { $0.append(duration) } }
            .run {
                switch left.popFirst() {
                case .work?: return true
                case .nothing?: return false
                case .failure(let description)?: throw Failure(description: description)
                case nil: throw CancellationError()
                }
            }
        return taken.durations.withLock(\.self)
    }

    private func loop(
        resting rest: Duration = .seconds(1),
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) -> WorkLoop {
        WorkLoop("The tester", rest: rest, logger: Logger(label: "test") { _ in log }, sleep: sleep)
    }

    private static func waitForCancellation() async {
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        for await _ in stream {}
        continuation.finish()
    }
}
