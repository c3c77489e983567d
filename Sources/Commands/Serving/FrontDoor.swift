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
    private let isSecure: Bool

    /// Puts the three together.
    ///
    /// - Parameters:
    ///   - pages: The pages.
    ///   - api: The JSON API.
    ///   - compatibleAPI: The API of SALESmanago.
    ///   - isSecure: Whether clients speak TLS with the server, or with the proxy before it.
    init(pages: WebUI, api: RESTEndpoints, compatibleAPI: CompatibleEndpoints, isSecure: Bool) {
        self.isSecure = isSecure
        web = pages
        self.pages = pages.makeRouter().buildResponder()
        self.api = api.makeRouter(context: WebContext.self).buildResponder()
        self.compatibleAPI = compatibleAPI.makeRouter(context: WebContext.self).buildResponder()
    }

    func respond(to request: Request, context: WebContext) async throws -> Response {
        let address = web.clientAddress(of: request, context)
        return try await SecuritySource.$requestAddress.withValue(address) {
            let path = request.uri.path
            if path.hasPrefix(RESTEndpoints.base + "/") { return try await answer(of: api, to: request, context) }
            if path.hasPrefix(CompatibleEndpoints.base) {
                return try await answer(of: compatibleAPI, to: request, context)
            }
            return try await pages.respond(to: request, context: context)
        }
    }

    /// An answer for programs, with the headers that keep a browser from taking it for anything else.
    private func answer(
        of api: any HTTPResponder<WebContext>,
        to request: Request,
        _ context: WebContext
    ) async throws -> Response {
        var response = try await api.respond(to: request, context: context)
        response.headers[.xContentTypeOptions] = "nosniff"
        if isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
        return response
    }
}
