import Hummingbird
import RESTAPI
import WebUI

/// Hands requests of other programs to the API and all others to the pages.
///
/// The API has neither sessions nor pages of errors, so the two share nothing but the port.
struct FrontDoor: HTTPResponder {
    private let pages: any HTTPResponder<WebContext>
    private let api: any HTTPResponder<WebContext>

    init(pages: WebUI, api: RESTEndpoints) {
        self.pages = pages.makeRouter().buildResponder()
        self.api = api.makeRouter(context: WebContext.self).buildResponder()
    }

    func respond(to request: Request, context: WebContext) async throws -> Response {
        let isForPrograms = request.uri.path.hasPrefix(RESTEndpoints.base + "/")
        return try await (isForPrograms ? api : pages).respond(to: request, context: context)
    }
}
