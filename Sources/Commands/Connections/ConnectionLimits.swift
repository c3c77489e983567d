import NIOCore

/// How many connections the server holds, and how long a client may take for each part of an exchange.
struct ConnectionLimits: Sendable {
    /// Places for connections that are in trouble for lack of a regular one: they are answered for `/health` only.
    static let reserve = 32
    /// How long a client may take to close a connection that the server has finished.
    static let linger = TimeAmount.seconds(5)
    /// The slowest pace of a body and of an answer once their time is up, in bytes for each second.
    static let slowestPace = 4_096

    /// How much of an unread answer the kernel is to keep, in bytes; it takes twice as much.
    static let sendBuffer = 131_072

    /// The most connections in regular places.
    var connections: Int
    /// The most regular places for one address; `nil` where all connections come from a proxy.
    var perAddress: Int?
    /// From the first byte of a request, or the opening of the connection, to the end of its header.
    var header: TimeAmount
    /// For a body, and on top one second for each `slowestPace` bytes of it.
    var body: TimeAmount
    /// For an answer that the client does not read, and on top one second for each `slowestPace` bytes that it read.
    var answer: TimeAmount
    /// From an answer to the first byte of the next request.
    var idle: TimeAmount
}
