import NIOCore
import NIOHTTP1
import WebUI

/// Refuses requests that two programs on the way could read differently, and all but `/health` on a reserve connection.
final class RequestHandler: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let phases: ConnectionPhases
    private let isReserve: Bool
    /// Whether nothing more of the client's is looked at.
    private var isFinished = false

    init(_ phases: ConnectionPhases, isReserve: Bool) {
        self.phases = phases
        self.isReserve = isReserve
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isFinished else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            phases.receivedHead()
            if let error = RequestFraming.problem(of: head) {
                isFinished = true
                // Answered with 400 in its turn, and the connection is closed.
                return context.fireErrorCaught(error)
            }
            if isReserve {
                isFinished = true
                return answer(head, context)
            }
        case .body(let bytes): phases.receivedBody(bytes.readableBytes)
        case .end: phases.receivedEnd()
        }
        context.fireChannelRead(data)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if isReserve, case ChannelEvent.inputClosed = event { context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) {
            context.write(data, promise: promise)
            return phases.answered()
        }
        context.write(data, promise: promise)
    }

    /// Answers without the rest of the program, which may be busy with the connections in regular places.
    private func answer(_ request: HTTPRequestHead, _ context: ChannelHandlerContext) {
        let isHealth = request.uri == HealthAnswers.healthPath && [.GET, .HEAD].contains(request.method)
        let text = isHealth ? HealthAnswers.alive : "There are too many connections. Try again in a few seconds.\n"
        var head = HTTPResponseHead(version: .http1_1, status: isHealth ? .ok : .serviceUnavailable)
        head.headers.add(name: "Content-Type", value: "text/plain; charset=utf-8")
        head.headers.add(name: "Content-Length", value: "\(text.utf8.count)")
        head.headers.add(name: "X-Content-Type-Options", value: "nosniff")
        head.headers.add(name: "Cache-Control", value: "no-store")
        head.headers.add(name: "Connection", value: "close")
        if !isHealth { head.headers.add(name: "Retry-After", value: "5") }
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        if request.method != .HEAD {
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        context.close(mode: .output, promise: nil)
    }
}
