import HummingbirdCore
import Logging
import NIOCore
import NIOHTTPTypesHTTP1

/// HTTP/1.1 with limits: each connection has a place, and a time for everything that its client does.
struct GuardedChannel: ServerChildChannel {
    typealias Value = HTTP1Channel.Value

    private struct NoPlace: Error {}

    let base: HTTP1Channel
    let limits: ConnectionLimits
    let register: ConnectionRegister

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        guard let place = register.admit(channel) else {
            channel.close(promise: nil)
            return channel.eventLoop.makeFailedFuture(NoPlace())
        }
        return channel.eventLoop.makeCompletedFuture { try prepare(channel, in: place) }
            .flatMap { base.setup(channel: channel, logger: logger) }
            .flatMapThrowing { value in
                let pipeline = channel.pipeline.syncOperations
                let phases = try pipeline.handler(type: ByteHandler.self).phases
                let codec = try pipeline.handler(type: HTTP1ToHTTPServerCodec.self)
                try pipeline.addHandler(
                    RequestHandler(phases, isReserve: place.isReserve),
                    position: .before(codec)
                )
                return value
            }
    }

    func handle(value: Value, logger: Logger) async {
        await base.handle(value: value, logger: logger)
    }

    private func prepare(_ channel: any Channel, in place: ConnectionPlace) throws {
        // Without it a client that reads nothing still takes megabytes. It may fail where the client has gone already.
        try? channel.syncOptions?.setOption(.socketOption(.so_sndbuf), value: .init(ConnectionLimits.sendBuffer))
        let phases = ConnectionPhases(limits, place: place, on: channel.eventLoop) { channel.close(promise: nil) }
        try channel.pipeline.syncOperations.addHandler(ByteHandler(phases))
    }
}
