package import Hummingbird
import Storage

/// Tells programs that watch the server whether it is alive (`/health`) and ready for work (`/ready`).
///
/// Neither asks for a session or is logged. `/health` does not touch the database, so that a server is not restarted
/// because its database is away.
package struct HealthAnswers: RouterMiddleware {
    package typealias Context = WebContext

    /// Whether the process is alive.
    package static let healthPath = "/health"
    /// Whether the database answers.
    static let readyPath = "/ready"
    /// What a healthy server says.
    package static let alive = "ok\n"

    let readiness: ReadinessProbe

    package func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let path = request.uri.path
        guard path == Self.healthPath || path == Self.readyPath else { return try await next(request, context) }
        guard request.method == .get || request.method == .head else {
            var response = Response.text("This path takes GET and HEAD.\n", status: .methodNotAllowed)
            response.headers[.allow] = "GET, HEAD"
            return response
        }
        var response = Response.text(Self.alive)
        if path == Self.readyPath, await !readiness.isReady {
            response = .text("The database does not answer.\n", status: .serviceUnavailable)
            response.headers[.retryAfter] = "5"
        }
        return request.method == .head ? response.createHeadResponse() : response
    }
}
