import Hummingbird
import Logging

/// Turns errors into pages of the shell, or into plain words where htmx asked.
struct ErrorPages: RouterMiddleware {
    typealias Context = BasicRequestContext

    let site: Site

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let trouble = Trouble(error)
            if trouble.status.kind == .serverError {
                context.logger.error("request failed", metadata: ["path": "\(request.uri.path)", "error": "\(error)"])
            }
            if request.wantsFragment {
                return .text("\(trouble.words) \(trouble.advice)", status: trouble.status)
            }
            return site.page(ErrorPage(trouble), for: request, status: trouble.status)
        }
    }
}

/// The page that says what went wrong.
struct ErrorPage: PageModel {
    static let template = "error"

    let heading: String
    let words: String
    let advice: String

    init(_ trouble: Trouble) {
        heading = trouble.heading
        words = trouble.words
        advice = trouble.advice
    }

    var title: String { heading }
    var area: Area? { nil }
}
