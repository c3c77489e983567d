import Access
import Foundation
import Hummingbird

/// How browsers reach the pages, and how their sessions are remembered there.
struct Entrance: Sendable {
    /// The address that people type, where it is known.
    let publicAddress: URL?
    /// Whether a proxy stands before the server and writes `X-Forwarded-For`.
    let behindProxy: Bool

    /// Whether browsers speak TLS with us, or with the proxy before us.
    var isSecure: Bool { publicAddress?.scheme?.lowercased() == "https" }

    /// The name of the session's cookie.
    ///
    /// Browsers take a cookie whose name begins with `__Host-` only from this very host and over TLS.
    var cookieName: String { isSecure ? "__Host-kartoteka_session" : "kartoteka_session" }

    /// What a browser keeps to be known at the next sign-in.
    private var browserCookieName: String { isSecure ? "__Host-kartoteka_browser" : "kartoteka_browser" }

    /// A sign-in that waits for a code.
    private var pendingCookieName: String { isSecure ? "__Host-kartoteka_sign_in" : "kartoteka_sign_in" }

    func browserCookie(_ token: BrowserToken) -> Cookie {
        cookie(browserCookieName, token.text, maxAge: Self.browserCookieSeconds)
    }

    func pendingCookie(_ pending: PendingSignIn) -> Cookie {
        cookie(pendingCookieName, pending.token, maxAge: Int(PendingSignIn.lifetime / 1000))
    }

    var pendingRemoval: Cookie { cookie(pendingCookieName, "", maxAge: 0) }

    func pendingToken(in request: Request) -> String? {
        request.cookies[pendingCookieName]?.value.nonEmpty
    }

    /// From where a request signs in.
    func place(of request: Request, _ context: WebContext) -> SignInPlace {
        SignInPlace(
            address: clientAddress(of: request, context),
            agent: String((request.headers[.userAgent] ?? "").prefix(200)),
            browser: request.cookies[browserCookieName]?.value.nonEmpty.map(BrowserToken.init),
            session: token(in: request)
        )
    }

    func sessionCookie(_ token: SessionToken) -> Cookie { cookie(cookieName, token.text, maxAge: Self.cookieSeconds) }

    var removal: Cookie { cookie(cookieName, "", maxAge: 0) }

    /// The session that a request brings along, whether or not it is still valid.
    func token(in request: Request) -> SessionToken? {
        guard let text = request.cookies[cookieName]?.value, !text.isEmpty else { return nil }
        return SessionToken(text: text)
    }

    /// Where the request comes from.
    ///
    /// Of the addresses in `X-Forwarded-For` only the last is the proxy's own word; the others anybody can write.
    func clientAddress(of request: Request, _ context: WebContext) -> String {
        if behindProxy, let last = request.headers[.forwardedFor]?.split(separator: ",").last {
            return String(last.trimmingCharacters(in: .whitespaces).prefix(64))
        }
        return context.peer ?? "unknown"
    }

    /// The whole address of a page, for people to whom it is sent.
    func address(of path: String, for request: Request) -> String {
        let base = publicAddress?.absoluteString ?? "http://\(request.head.authority ?? "127.0.0.1")"
        return (base.hasSuffix("/") ? String(base.dropLast()) : base) + path
    }

    /// As long as a session lasts at most.
    private static let cookieSeconds = 30 * 86_400

    /// As long as a place is remembered.
    private static let browserCookieSeconds = 90 * 86_400

    private func cookie(_ name: String, _ value: String, maxAge: Int) -> Cookie {
        Cookie(
            name: name,
            value: value,
            maxAge: maxAge,
            path: "/",
            secure: isSecure,
            httpOnly: true,
            sameSite: .lax
        )
    }
}

extension String {
    /// The text; `nil` when it is empty.
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
