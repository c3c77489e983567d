/// How many requests may come: a number at once, and then as many each second.
struct RequestRate: Sendable, Hashable {
    /// How many may come at once after a pause.
    let burst: Double
    let perSecond: Double
}

/// What is left of a rate: refills with time, and is taken from by requests.
struct RequestBucket: Sendable, Hashable {
    private var left: Double
    private var at: Int64

    /// A full bucket.
    init(_ rate: RequestRate, at now: Int64) {
        left = rate.burst
        at = now
    }

    /// Adds what the time since the last look brought.
    mutating func refill(_ rate: RequestRate, at now: Int64) {
        // A clock that is set back brings nothing.
        left = min(rate.burst, left + Double(max(0, now - at)) / 1000 * rate.perSecond)
        at = now
    }

    /// How long the next request must wait, in milliseconds; 0 if it may come at once.
    func wait(_ rate: RequestRate) -> Int64 {
        left >= 1 ? 0 : max(1, Int64(((1 - left) / rate.perSecond * 1000 - 0.001).rounded(.up)))
    }

    mutating func take() { left -= 1 }
}
