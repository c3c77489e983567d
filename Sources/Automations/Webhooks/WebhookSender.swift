import BackgroundWork
package import Contacts
package import Logging
package import Outgoing
import ServiceLifecycle
package import Storage

/// Makes the calls of other programs that rules and workflows ask for.
///
/// A call is made at least once: whoever receives it knows a repetition by the number in `Idempotency-Key`. It is tried
/// again, ever more rarely, when the other program does not answer or says that it cannot at present.
package struct WebhookSender: Service {
    private static let timeout = Duration.seconds(15)

    private let queue: WebhookQueue
    private let caller: HTTPCaller
    private let loop: WorkLoop

    /// Makes a sender.
    ///
    /// - Parameters:
    ///   - database: Where the calls are.
    ///   - time: Says what is due.
    ///   - calls: Which programs may be called.
    ///   - logger: Hears of failures.
    ///   - pause: How long to wait when nothing is to do.
    package init(
        _ database: any Database,
        time: TimeSource,
        calls: OutgoingCalls,
        logger: Logger,
        pause: Duration = .milliseconds(500)
    ) {
        caller = HTTPCaller(calls)
        queue = WebhookQueue(database: database, time: time, graphs: GraphCache())
        loop = WorkLoop("The caller of other programs", rest: pause, logger: logger)
    }

    /// Works until the service group shuts down.
    package func run() async throws {
        await loop.run { try await step() > 0 }
    }

    /// Makes the next calls that are due.
    ///
    /// - Returns: How many were tried.
    /// - Throws: `StorageError` when the database cannot be reached.
    @discardableResult
    package func step() async throws -> Int {
        let calls = try await queue.take()
        let results = await withTaskGroup(of: (WebhookCall, Failure?).self) { group in
            for call in calls { group.addTask { (call, await send(call)) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        try await queue.finish(results.filter { $0.1 == nil }.map(\.0))
        for case (let call, let failure?) in results {
            try await queue.fail(call, problem: failure.problem, isFinal: failure.isFinal)
        }
        return calls.count
    }

    private struct Failure {
        let problem: String
        let isFinal: Bool
    }

    private func send(_ call: WebhookCall) async -> Failure? {
        let headers = [(name: "Idempotency-Key", value: "\(call.id)")]
        do {
            let request = HTTPCall(posting: call.body, to: call.url, headers: headers)
            let status = try await caller.answer(to: request, within: Self.timeout).status
            if (200..<300).contains(status) { return nil }
            // The server may take it later; any other refusal stays one.
            let isPassing = status >= 500 || [408, 425, 429].contains(status)
            return Failure(problem: "\(call.place) answered \(status)", isFinal: !isPassing)
        } catch {
            // The same words for everything, since more would tell what is in the network of the server.
            let reason = error == .badAddress ? "the address is not one of the web" : "the server's log says why"
            return Failure(problem: "\(call.place) cannot be reached: \(reason)", isFinal: false)
        }
    }
}
