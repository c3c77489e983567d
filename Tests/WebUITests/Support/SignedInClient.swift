import Access
import Hummingbird
import HummingbirdTesting
import Testing

@testable import WebUI

/// Sends each request with the cookie of a session, and from our own pages unless the request says otherwise.
struct SignedInClient: TestClientProtocol {
    let client: any TestClientProtocol
    let cookie: String

    var port: Int? { client.port }

    func executeRequest(
        uri: String,
        method: HTTPRequest.Method,
        headers: HTTPFields,
        body: ByteBuffer?
    ) async throws -> TestResponse {
        var headers = headers
        headers[.cookie] = [headers[.cookie], cookie].compactMap(\.self).joined(separator: "; ")
        return try await client.executeRequest(uri: uri, method: method, headers: headers, body: body)
    }
}

extension TestClientProtocol {
    /// The text of a page that must be there.
    func text(_ address: String) async throws -> String {
        let answer = try await get(address)
        #expect(answer.status == .ok, "\(address)")
        return String(buffer: answer.body)
    }

    func get(_ address: String, headers: HTTPFields = [:]) async throws -> TestResponse {
        try await execute(uri: address, method: .get, headers: headers)
    }

    func head(_ address: String) async throws -> TestResponse {
        try await execute(uri: address, method: .head)
    }

    /// Sends a form as a page of our own does.
    func post(_ address: String, _ form: String, headers: HTTPFields = [:]) async throws -> TestResponse {
        var headers = headers
        headers[.secFetchSite] = "same-origin"
        return try await postAsIs(address, form, headers: headers)
    }

    /// Sends a form with these headers and no others.
    func postAsIs(_ address: String, _ form: String, headers: HTTPFields = [:]) async throws -> TestResponse {
        try await execute(uri: address, method: .post, headers: headers, body: ByteBuffer(string: form))
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }

    /// Where the answer sends the browser.
    var location: String? { headers[.location] }

    /// The cookies that the answer sets, by name: value and attributes.
    var cookies: [String: String] {
        var cookies: [String: String] = [:]
        for text in headers[values: .setCookie] {
            let parts = text.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { cookies[String(parts[0])] = String(parts[1]) }
        }
        return cookies
    }
}
