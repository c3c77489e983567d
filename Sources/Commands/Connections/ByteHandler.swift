import NIOCore

/// Stands next to the socket and measures how fast bytes come and go.
final class ByteHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    /// The socket tells only of whole writes that are done, so a long one is cut into parts of so many bytes.
    private static let part = 32_768

    let phases: ConnectionPhases

    init(_ phases: ConnectionPhases) {
        self.phases = phases
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        phases.ended()
    }

    func channelActive(context: ChannelHandlerContext) {
        phases.opened()
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        phases.ended()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        phases.received()
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        phases.isAsking = false
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        phases.isAsking = true
        context.read()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .byteBuffer(var bytes) = unwrapOutboundIn(data) else { return context.write(data, promise: promise) }
        while bytes.readableBytes > Self.part, let part = bytes.readSlice(length: Self.part) {
            write(part, promise: nil, context)
        }
        write(bytes, promise: promise, context)
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if mode == .output { phases.closedOutput() }
        context.close(mode: mode, promise: promise)
    }

    private func write(_ bytes: ByteBuffer, promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext) {
        let count = bytes.readableBytes
        phases.willWrite(count)
        let done = promise ?? context.eventLoop.makePromise()
        done.futureResult.assumeIsolated().whenSuccess { [phases] in phases.wrote(count) }
        context.write(wrapOutboundOut(.byteBuffer(bytes)), promise: done)
    }
}
