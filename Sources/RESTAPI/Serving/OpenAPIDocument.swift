import Foundation
import Hummingbird

/// The description of the API for people and programs (OpenAPI 3.1).
enum OpenAPIDocument {
    /// Its text, as it is kept in the program.
    static var json: String { String(decoding: PackageResources.openapi_json, as: UTF8.self) }

    static let route = (path: "/openapi.json", method: HTTPRequest.Method.get)

    static func declare(on router: Router<some RequestContext>) {
        router.get("\(RESTEndpoints.base)\(route.path)") { _, _ in
            Response(
                status: .ok,
                headers: [.contentType: "application/json; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: json))
            )
        }
    }
}
