import NIOCore
import NIOPosix

/// A mail server on this machine that takes every message and forgets it.
struct MailSink {
    private let channel: any Channel

    /// Where it listens.
    var port: Int { channel.localAddress?.port ?? 0 }

    /// Starts to listen on a port of its own.
    init() async throws {
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(MailSinkHandler())
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    func close() async throws {
        try await channel.close()
    }
}

/// Says yes to every command of SMTP.
private final class MailSinkHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var received = ByteBuffer()
    private var isInMessage = false

    func channelActive(context: ChannelHandlerContext) {
        answer("220 sink", context)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        received.writeBuffer(&bytes)
        while let line = nextLine() {
            if isInMessage {
                guard line == "." else { continue }
                isInMessage = false
                answer("250 taken", context)
            } else {
                command(line.prefix(4).uppercased(), context)
            }
        }
        received.discardReadBytes()
    }

    private func command(_ word: String, _ context: ChannelHandlerContext) {
        switch word {
        case "EHLO": answer("250 sink", context)
        case "DATA":
            isInMessage = true
            answer("354 go on", context)
        case "QUIT":
            answer("221 bye", context)
            context.close(promise: nil)
        default: answer("250 fine", context)
        }
    }

    private func nextLine() -> String? {
        let bytes = received.readableBytesView
        guard let end = bytes.firstIndex(of: 0x0A) else { return nil }
        let length = end - bytes.startIndex + 1
        return received.readString(length: length)?.trimmingSuffix { $0.isNewline }
    }

    private func answer(_ line: String, _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: line + "\r\n")), promise: nil)
    }
}

extension String {
    fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> String {
        var rest = self[...]
        while let last = rest.last, isTrimmed(last) { rest = rest.dropLast() }
        return String(rest)
    }
}
