import Hummingbird

/// Refuses changes that another site makes a browser send.
///
/// Every browser says where a request comes from: in `Sec-Fetch-Site`, older ones in `Origin`. A request without both
/// is not from a browser; it is taken only without a session, which it could abuse. What is sent to a form, and hits of
/// visits, come from any site that has them, and nobody is signed in there.
struct CrossSiteProtection<Context: RequestContext>: RouterMiddleware {
    let entrance: Entrance

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard allows(request) else { throw WebError.foreignSite }
        return try await next(request, context)
    }

    func allows(_ request: Request) -> Bool {
        if PublicPath.takesFromOtherSites(request) { return true }
        switch request.method {
        case .get, .head, .options: return true
        default: break
        }
        if PublicFormPages.isSubmission(request) { return true }
        if let site = request.headers[.secFetchSite] { return site == "same-origin" || site == "none" }
        guard let origin = request.headers[.origin] else { return entrance.token(in: request) == nil }
        return entrance.isOwn(origin: origin, for: request)
    }
}
