import Hummingbird
import Logging

/// Turns every error into an answer in JSON.
struct ProblemAnswers<Context: RequestContext>: RouterMiddleware {
    let methods: KnownMethods

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as any HTTPResponseError where error.status == .notFound {
            let names = methods.at(request.uri.path)
            guard !names.isEmpty else { return Problem(error).response }
            var response = Problem(.methodNotAllowed, "bad-method", "this path takes \(names)").response
            response.headers[.allow] = names
            return response
        } catch {
            let problem = Problem(error)
            if problem.status >= 500 {
                context.logger.error(
                    "request failed",
                    metadata: ["path": "\(request.uri.path)", "error": "\(error)"]
                )
            }
            return problem.response
        }
    }
}
