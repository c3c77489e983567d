import NIOCore

/// What one connection is at, and until when: the clock of both its handlers, on its event loop.
final class ConnectionPhases {
    private enum Reading {
        /// For the first byte of a request.
        case idle
        /// For the rest of its header.
        case header
        /// For the rest of its body.
        case body
        /// For the rest of a body that nobody wants: the request has been answered.
        case rest
        /// For nothing: the server is at work, or has closed its side.
        case none
    }

    private let limits: ConnectionLimits
    private let place: ConnectionPlace
    private let reading: MovingDeadline
    private let writing: MovingDeadline

    private var phase = Reading.none
    private var openRequests = 0
    private var hasClosedOutput = false
    /// Whether the server wants bytes at present; a client need not hurry while it does not.
    var isAsking = false

    private var placeRenewed = NIODeadline.now()
    private var bodyStart = NIODeadline.now()
    private var bodyBytes = 0
    private var answerStart = NIODeadline.now()
    private var answerBytes = 0
    private var unwrittenBytes = 0

    init(_ limits: ConnectionLimits, place: ConnectionPlace, on eventLoop: any EventLoop, expire: @escaping () -> Void)
    {
        self.limits = limits
        self.place = place
        reading = MovingDeadline(eventLoop, expire: expire)
        writing = MovingDeadline(eventLoop, expire: expire)
    }

    func opened() {
        phase = .header
        reading.moment = .now() + limits.header
    }

    func ended() {
        reading.cancel()
        writing.cancel()
    }

    /// Bytes of any kind have come.
    func received() {
        guard phase == .idle else { return }
        phase = .header
        reading.moment = .now() + limits.header
    }

    func receivedHead() {
        openRequests += 1
        phase = .body
        bodyStart = .now()
        renewPlace()
        bodyBytes = 0
        moveBodyDeadline()
    }

    func receivedBody(_ bytes: Int) {
        guard phase == .body else { return }
        bodyBytes += bytes
        moveBodyDeadline()
        if placeRenewed + .seconds(1) < .now() { renewPlace() }
    }

    func receivedEnd() {
        switch phase {
        case .body:
            phase = .none
            reading.moment = nil
            place.endWaiting()
        case .rest: awaitRequest()
        case .idle, .header, .none: break
        }
    }

    /// Whether the moment that has come is none after all: the server did not ask for the rest of the body.
    func extends() -> Bool {
        guard phase == .body, !isAsking, !hasClosedOutput, unwrittenBytes == 0 else { return false }
        bodyStart = .now()
        moveBodyDeadline()
        return true
    }

    func answered() {
        openRequests = max(openRequests - 1, 0)
        settle()
    }

    /// Turns to the next request once everything that was asked for is answered, and the answers are on their way.
    private func settle() {
        guard openRequests == 0, unwrittenBytes == 0, !hasClosedOutput else { return }
        if phase == .body {
            phase = .rest
            reading.moment = .now() + ConnectionLimits.linger
        } else if phase == .none {
            awaitRequest()
        }
    }

    func closedOutput() {
        hasClosedOutput = true
        phase = .none
        // What is still to be written has its own time.
        reading.moment = unwrittenBytes > 0 ? nil : .now() + ConnectionLimits.linger
    }

    func willWrite(_ bytes: Int) {
        if unwrittenBytes == 0 {
            answerStart = .now()
            answerBytes = 0
            writing.moment = answerStart + limits.answer
        }
        unwrittenBytes += bytes
    }

    func wrote(_ bytes: Int) {
        unwrittenBytes -= bytes
        answerBytes += bytes
        guard unwrittenBytes == 0 else {
            // What fits into the buffers of the kernel says nothing of the client yet.
            let readBytes = max(answerBytes - 2 * ConnectionLimits.sendBuffer, 0)
            writing.moment = answerStart + limits.answer + Self.time(for: readBytes)
            return
        }
        writing.moment = nil
        if hasClosedOutput { closedOutput() } else { settle() }
    }

    private func awaitRequest() {
        phase = .idle
        reading.moment = .now() + limits.idle
        renewPlace()
    }

    /// Counts the time of waiting from now on.
    private func renewPlace() {
        placeRenewed = .now()
        place.beginWaiting()
    }

    private func moveBodyDeadline() {
        reading.moment = bodyStart + limits.body + Self.time(for: bodyBytes)
    }

    private static func time(for bytes: Int) -> TimeAmount {
        .milliseconds(Int64(bytes) * 1_000 / Int64(ConnectionLimits.slowestPace))
    }
}
