package import Contacts

/// What a page of the shop tells: that somebody looks at it, or for how long somebody did.
package struct Hit: Sendable, Hashable {
    /// The view of the page, which tells the same hit told twice from a second one.
    package let view: TrackingID
    package let visitor: TrackingID
    package let content: Content

    package enum Content: Sendable, Hashable {
        case seen(Seen)
        /// For so many milliseconds, up to now.
        case left(duration: Int64)
    }

    /// A page that is looked at.
    package struct Seen: Sendable, Hashable {
        /// The contact who this is, as far as the page knows.
        package let contact: ContactID?
        package let session: String?
        package let address: WebAddress
        /// The page from which the visitor came.
        package let referrer: String?
        package let title: String?
        /// How long ago it was, in milliseconds.
        package let age: Int64
    }
}

/// Why a hit is not taken.
package enum HitError: ExplainedError, Equatable {
    /// A field is missing or no value of its kind.
    case unfit(String)
    case notMonitored(HostName)
    /// More are waiting than can be written soon.
    case full

    /// The error in words.
    package var message: String {
        switch self {
        case .unfit(let field): "the field \(field) is missing or unfit"
        case .notMonitored(let host): "\(host) is no monitored site"
        case .full: "too much at once, try again"
        }
    }
}
