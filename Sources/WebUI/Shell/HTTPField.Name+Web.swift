import Hummingbird

extension HTTPFields.Element.Name {
    static let secFetchSite = fixed("Sec-Fetch-Site")
    static let referrerPolicy = fixed("Referrer-Policy")
    static let permissionsPolicy = fixed("Permissions-Policy")
    static let frameOptions = fixed("X-Frame-Options")
    static let openerPolicy = fixed("Cross-Origin-Opener-Policy")
    /// Sent by htmx with each of its requests.
    static let htmxRequest = fixed("HX-Request")
    /// The page from which htmx asks.
    static let htmxCurrentAddress = fixed("HX-Current-URL")
    /// Makes htmx show another address.
    static let htmxPushAddress = fixed("HX-Push-Url")
    /// Do-Not-Track.
    static let doNotTrack = fixed("DNT")
    /// Global Privacy Control.
    static let privacyControl = fixed("Sec-GPC")
    static let forwardedFor = fixed("X-Forwarded-For")
    static let forwardedProtocol = fixed("X-Forwarded-Proto")
    /// Makes htmx open another page.
    static let htmxRedirect = fixed("HX-Redirect")

    private static func fixed(_ text: String) -> Self {
        guard let name = Self(text) else { preconditionFailure("\(text) is no header name") }
        return name
    }
}

extension Request {
    /// Whether htmx asks for a fragment, rather than a browser for a page.
    var wantsFragment: Bool { headers[.htmxRequest] == "true" }
}
