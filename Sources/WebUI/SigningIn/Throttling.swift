/// How long somebody must wait after attempts that failed.
struct Throttling: Sendable, Equatable {
    let seconds: Int64

    init(until: Int64, now: Int64) {
        seconds = max(1, (until - now + 999) / 1000)
    }

    var words: String {
        "Too many attempts failed. \(advice)"
    }

    var advice: String {
        let time = seconds < 90 ? "\(seconds) seconds" : "\((seconds + 59) / 60) minutes"
        return "Wait \(time), then try again."
    }
}
