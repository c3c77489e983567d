import Hummingbird

/// Adds to every answer the headers that keep foreign code and frames away.
///
/// A page for the public brings a policy of its own, which says what may frame it. Where browsers speak TLS with us, they
/// shall go on doing so, and no cookie of ours may travel without it.
struct SecurityHeaders<Context: RequestContext>: RouterMiddleware {
    let isSecure: Bool

    private static var policy: String {
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
            + "frame-ancestors 'none'"
    }

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        if response.headers[.contentSecurityPolicy] == nil {
            response.headers[.contentSecurityPolicy] = Self.policy
            response.headers[.frameOptions] = "DENY"
        }
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.referrerPolicy] = "same-origin"
        response.headers[.openerPolicy] = "same-origin"
        response.headers[.permissionsPolicy] = "camera=(), geolocation=(), microphone=()"
        if isSecure {
            response.headers[.strictTransportSecurity] = "max-age=31536000"
            response.headers[values: .setCookie] = response.headers[values: .setCookie].map {
                $0.contains("; Secure") ? $0 : $0 + "; Secure"
            }
        }
        // Pages show personal data, which belongs into no cache.
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }
}
