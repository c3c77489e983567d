import NIOCore

/// Calls back at a moment that may be moved cheaply, on one event loop.
final class MovingDeadline {
    private let eventLoop: any EventLoop
    private var expire: (() -> Void)?
    private var task: Scheduled<Void>?
    private var scheduled = NIODeadline.distantFuture

    /// When to call back; `nil` for never.
    var moment: NIODeadline? {
        didSet {
            // A later moment is seen when the earlier one has come.
            guard let moment, moment < scheduled else { return }
            schedule(moment)
        }
    }

    init(_ eventLoop: any EventLoop, expire: @escaping () -> Void) {
        self.eventLoop = eventLoop
        self.expire = expire
    }

    /// Ends it, and lets go of what the callback holds.
    func cancel() {
        moment = nil
        task?.cancel()
        task = nil
        expire = nil
    }

    private func schedule(_ moment: NIODeadline) {
        task?.cancel()
        scheduled = moment
        task = eventLoop.assumeIsolated().scheduleTask(deadline: moment) { [weak self] in self?.look() }
    }

    private func look() {
        scheduled = .distantFuture
        guard let moment else { return }
        guard moment <= .now() else { return schedule(moment) }
        self.moment = nil
        expire?()
    }
}
