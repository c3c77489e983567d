import Access
import CompatibilityAPI
import Hummingbird
import RESTAPI
import WebUI

/// Hands requests of other programs to the API that they speak, and all others to the pages.
///
/// The APIs have neither sessions nor pages of errors, so the three share nothing but the port.
struct FrontDoor: HTTPResponder {
    private let web: WebUI
    private let pages: any HTTPResponder<WebContext>
    private let api: any HTTPResponder<WebContext>
    private let compatibleAPI: any HTTPResponder<WebContext>

    init(pages: WebUI, api: RESTEndpoints, compatibleAPI: CompatibleEndpoints) {
        web = pages
        self.pages = pages.makeRouter().buildResponder()
        self.api = api.makeRouter(context: WebContext.self).buildResponder()
        self.compatibleAPI = compatibleAPI.makeRouter(context: WebContext.self).buildResponder()
    }

    func respond(to request: Request, context: WebContext) async throws -> Response {
        let address = web.clientAddress(of: request, context)
        return try await SecuritySource.$requestAddress.withValue(address) {
            try await responder(for: request.uri.path).respond(to: request, context: context)
        }
    }

    private func responder(for path: String) -> any HTTPResponder<WebContext> {
        if path.hasPrefix(RESTEndpoints.base + "/") { return api }
        if path.hasPrefix(CompatibleEndpoints.base) { return compatibleAPI }
        return pages
    }
}
