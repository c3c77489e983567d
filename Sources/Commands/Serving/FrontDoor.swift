import CompatibilityAPI
import Hummingbird
import RESTAPI
import WebUI

/// Hands requests of other programs to the API that they speak, and all others to the pages.
///
/// The APIs have neither sessions nor pages of errors, so the three share nothing but the port.
struct FrontDoor: HTTPResponder {
    private let pages: any HTTPResponder<WebContext>
    private let api: any HTTPResponder<WebContext>
    private let compatibleAPI: any HTTPResponder<WebContext>

    init(pages: WebUI, api: RESTEndpoints, compatibleAPI: CompatibleEndpoints) {
        self.pages = pages.makeRouter().buildResponder()
        self.api = api.makeRouter(context: WebContext.self).buildResponder()
        self.compatibleAPI = compatibleAPI.makeRouter(context: WebContext.self).buildResponder()
    }

    func respond(to request: Request, context: WebContext) async throws -> Response {
        let path = request.uri.path
        if path.hasPrefix(RESTEndpoints.base + "/") { return try await api.respond(to: request, context: context) }
        if path.hasPrefix(CompatibleEndpoints.base) {
            return try await compatibleAPI.respond(to: request, context: context)
        }
        return try await pages.respond(to: request, context: context)
    }
}
