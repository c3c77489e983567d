import AsyncHTTPClient
import BackgroundWork
package import Contacts
package import Logging
import NIOCore
import NIOHTTP1
import ServiceLifecycle
package import Storage

/// Makes the calls of other programs that rules and workflows ask for.
///
/// A call is made at least once: whoever receives it knows a repetition by the number in `Idempotency-Key`. It is tried
/// again, ever more rarely, when the other program does not answer or says that it cannot at present.
package struct WebhookSender: Service {
    private static let timeout = TimeAmount.seconds(15)
    /// Answers say nothing that matters; longer ones are not read, in bytes.
    private static let longestAnswer = 65_536

    private static let client: HTTPClient = {
        // A redirect is not followed: the call would arrive without its body, or where nobody meant it to.
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        // The queue tries again, and the other calls of a portion need not wait for that.
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
    }()

    private let queue: WebhookQueue
    private let loop: WorkLoop

    /// Makes a sender.
    ///
    /// - Parameters:
    ///   - database: Where the calls are.
    ///   - time: Says what is due.
    ///   - logger: Hears of failures.
    ///   - pause: How long to wait when nothing is to do.
    package init(_ database: any Database, time: TimeSource, logger: Logger, pause: Duration = .milliseconds(500)) {
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
        var request = HTTPClientRequest(url: call.url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "User-Agent", value: "Kartoteka")
        request.headers.add(name: "Idempotency-Key", value: "\(call.id)")
        request.body = .bytes(call.body)
        do {
            let response = try await Self.client.execute(request, timeout: Self.timeout)
            let status = Int(response.status.code)
            // Read to its end, so that the connection can be used again.
            _ = try? await response.body.collect(upTo: Self.longestAnswer)
            if (200..<300).contains(status) { return nil }
            // The server may take it later; any other refusal stays one.
            let isPassing = status >= 500 || [408, 425, 429].contains(status)
            return Failure(problem: "\(call.place) answered \(status)", isFinal: !isPassing)
        } catch {
            return Failure(problem: "\(call.place) cannot be reached: \(Self.words(for: error))", isFinal: false)
        }
    }

    private static func words(for error: any Error) -> String {
        switch error as? HTTPClientError {
        case .deadlineExceeded?, .connectTimeout?, .readTimeout?: "it did not answer within 15 seconds"
        case .invalidURL?, .emptyHost?, .emptyScheme?: "the address is not one of the web"
        default: "the connection failed"
        }
    }
}
