import Foundation
import Hummingbird

/// Refuses changes that another site makes a browser send.
///
/// Every browser says where a request comes from: in `Sec-Fetch-Site`, older ones in `Origin`. A request without both
/// is not from a browser, so nobody's session can be abused by it.
struct CrossSiteProtection<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard Self.allows(request) else { throw WebError.foreignSite }
        return try await next(request, context)
    }

    static func allows(_ request: Request) -> Bool {
        switch request.method {
        case .get, .head, .options: return true
        default: break
        }
        if let site = request.headers[.secFetchSite] { return site == "same-origin" || site == "none" }
        guard let origin = request.headers[.origin] else { return true }
        guard let host = URLComponents(string: origin), let name = host.host else { return false }
        let authority = host.port.map { "\(name):\($0)" } ?? name
        return authority == request.head.authority
    }
}
