import Hummingbird
import Logging

/// A server on a port of its own that lives as long as one measurement.
enum BenchmarkServer {
    /// Runs the body while a router is served.
    ///
    /// - Parameters:
    ///   - router: What to serve.
    ///   - logger: Where failures are told.
    ///   - body: Is given the port.
    /// - Returns: What the body returns.
    /// - Throws: What the body throws.
    static func serving<Value: Sendable, Context>(
        _ router: Router<Context>,
        _ logger: Logger,
        _ body: @escaping @Sendable (Int) async throws -> Value
    ) async throws -> Value where Context: InitializableFromSource<ApplicationRequestContextSource> {
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in port.yield(channel.localAddress?.port ?? 0) },
            logger: logger
        )
        let server = Task { try await application.run() }
        defer { server.cancel() }
        for await number in ports { return try await body(number) }
        throw CancellationError()
    }
}

/// An answer that a measurement did not count on.
struct UnexpectedAnswer: Error {
    let status: Int
}
