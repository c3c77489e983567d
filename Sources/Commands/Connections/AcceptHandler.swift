import Logging
import NIOCore

/// Keeps the server listening when a connection cannot be accepted, such as for want of a file descriptor.
///
/// Without it the first such error ends the server.
final class AcceptHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = any Channel
    typealias InboundOut = any Channel
    typealias OutboundIn = Never
    typealias OutboundOut = Never

    /// The connection that cannot be accepted stays in the queue, and would be tried again at once.
    private static let pause = TimeAmount.milliseconds(100)

    private let register: ConnectionRegister
    private let logger: Logger
    private var isPausing = false
    private var wantsToRead = false

    init(_ register: ConnectionRegister, logger: Logger) {
        self.register = register
        self.logger = logger
    }

    /// Adds one to a channel that listens.
    static func add(to channel: any Channel, _ register: ConnectionRegister, logger: Logger) async {
        do {
            try await channel.eventLoop.submit {
                try channel.pipeline.syncOperations.addHandler(
                    AcceptHandler(register, logger: logger),
                    position: .first
                )
            }
            .get()
        } catch {
            logger.error("the server ends if a connection cannot be accepted: \(error)")
        }
    }

    func read(context: ChannelHandlerContext) {
        guard !isPausing else {
            wantsToRead = true
            return
        }
        context.read()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard !isPausing else { return }
        logger.warning("a connection cannot be accepted: \(error)")
        register.relieve()
        isPausing = true
        context.eventLoop.assumeIsolated().scheduleTask(in: Self.pause) {
            self.isPausing = false
            guard self.wantsToRead, context.channel.isActive else { return }
            self.wantsToRead = false
            context.read()
        }
    }
}
