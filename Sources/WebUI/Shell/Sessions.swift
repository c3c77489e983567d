import Access
import Hummingbird

/// Finds out who is signed in.
struct Sessions: RouterMiddleware {
    typealias Context = WebContext

    let site: Site

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        // Style sheets and scripts are the same for everybody, and hits need nobody.
        guard !request.uri.path.hasPrefix("/assets/"), !PublicPath.takesFromOtherSites(request),
            let token = site.entrance.token(in: request)
        else {
            return try await next(request, context)
        }
        var context = context
        if let user = try await site.desk.user(of: token) {
            context.user = user
            context.session = token
            context.lacksSecondFactor = try await site.secondFactors.isMissing(of: user)
        }
        return try await next(request, context)
    }
}
