import Contacts
import Hummingbird

/// How many requests of the public this process takes; shared by all requests.
///
/// Generous enough for an office, a mobile network or a mail provider behind one address.
struct PublicLimits: Sendable {
    /// Hits of the monitoring script.
    let hits: RequestLimiter
    /// Submissions of forms, also those that are refused.
    let submissions: RequestLimiter
    /// Clicks that confirm a sign-up.
    let confirmations: RequestLimiter
    /// Unsubscribing, which mail providers do from few addresses for many people, and preferences.
    let choices: RequestLimiter

    init(
        hits: RequestLimiter = RequestLimiter(
            each: RequestRate(burst: 1_000, perSecond: 50),
            all: RequestRate(burst: 20_000, perSecond: 10_000)
        ),
        submissions: RequestLimiter = RequestLimiter(
            each: RequestRate(burst: 100, perSecond: 1),
            all: RequestRate(burst: 1_000, perSecond: 50)
        ),
        confirmations: RequestLimiter = RequestLimiter(
            each: RequestRate(burst: 100, perSecond: 1),
            all: RequestRate(burst: 1_000, perSecond: 50)
        ),
        choices: RequestLimiter = RequestLimiter(
            each: RequestRate(burst: 500, perSecond: 10),
            all: RequestRate(burst: 2_000, perSecond: 100)
        )
    ) {
        self.hits = hits
        self.submissions = submissions
        self.confirmations = confirmations
        self.choices = choices
    }

    /// What a person is told who must wait.
    static func words(_ seconds: Int64) -> String {
        "Too much came from your network at once. Please try again in \(seconds) second\(seconds == 1 ? "" : "s")."
    }
}

extension Site {
    /// The answer to a request of the public that comes too soon; `nil` if it may come.
    func refusal(
        by limiter: KeyPath<PublicLimits, RequestLimiter>,
        _ request: Request,
        _ context: WebContext
    ) -> Response? {
        guard let seconds = waitSeconds(limiter, request, context) else { return nil }
        let page = PublicMessage(PublicLimits.words(seconds), title: "Please wait")
        var response = publicPage(page, status: .tooManyRequests)
        response.headers[.retryAfter] = "\(seconds)"
        return response
    }

    /// How many seconds a request of the public must wait; `nil` if it may come.
    func waitSeconds(
        _ limiter: KeyPath<PublicLimits, RequestLimiter>,
        _ request: Request,
        _ context: WebContext
    ) -> Int64? {
        let address = entrance.clientAddress(of: request, context)
        return limits[keyPath: limiter].wait(of: address, at: time.now).map { ($0 + 999) / 1000 }
    }
}
