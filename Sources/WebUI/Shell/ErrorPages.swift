import Access
import Foundation
import Hummingbird
import Logging

/// Turns errors into pages of the shell, or into plain words where htmx asked.
struct ErrorPages: RouterMiddleware {
    typealias Context = WebContext

    let site: Site

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch WebError.signInNeeded {
            return .redirect(to: Self.signIn(returningTo: request), for: request)
        } catch WebError.secondFactorNeeded {
            return .redirect(to: "/account/second-factor", for: request)
        } catch {
            note(error, request, context)
            let trouble = Trouble(error)
            if trouble.status.kind == .serverError {
                context.logger.error(
                    "request failed",
                    metadata: ["path": "\(request.loggablePath)", "error": "\(error)"]
                )
            }
            var response =
                request.wantsFragment
                ? Response.text("\(trouble.words) \(trouble.advice)", status: trouble.status)
                : site.page(ErrorPage(trouble), for: request, context, status: trouble.status)
            if case WebError.wrongMethod(let allowed) = error { response.headers[.allow] = allowed }
            return response
        }
    }

    /// The sign-in page, which leads back to where somebody was.
    private static func signIn(returningTo request: Request) -> String {
        let wanted =
            switch request.method {
            case _ where request.wantsFragment: request.headers[.htmxCurrentAddress].flatMap(pathPart)
            case .get, .head: request.head.path
            default: nil as String?
            }
        guard let path = wanted.flatMap(LocalPath.init), path.text != "/" else { return "/sign-in" }
        return "/sign-in?" + FormFields.query([("next", path.text)])
    }

    /// What follows the host in a whole address.
    private static func pathPart(of address: String) -> String? {
        guard let host = address.range(of: "://") else { return nil }
        return address[host.upperBound...].firstIndex(of: "/").map { String(address[$0...]) }
    }

    /// Records refusals, wherever they come from.
    private func note(_ error: any Error, _ request: Request, _ context: Context) {
        switch error {
        case WebError.forbidden(_, let permission):
            site.record(.forbidden(what: request.loggable, permission: permission), request, context)
        case AccessError.forbidden(_, let permission):
            site.record(.forbidden(what: request.loggable, permission: permission), request, context)
        case WebError.foreignSite: site.record(.crossSiteRefused(what: request.loggable), request, context)
        default: break
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
