import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Storage
import Synchronization
import Testing

@testable import WebUI

struct HealthTests {
    @Test func `a stranger learns that the server is alive and ready`() async throws {
        let world = try await World()
        try await world.visitSignedOut { client in
            for path in ["/health", "/ready"] {
                let answer = try await client.execute(uri: path, method: .get)
                #expect(answer.status == .ok && String(buffer: answer.body) == "ok\n")
                #expect(answer.headers[.setCookie] == nil)
                #expect(try await client.execute(uri: path, method: .head).status == .ok)
                let wrong = try await client.execute(uri: path, method: .post)
                #expect(wrong.status == .methodNotAllowed && wrong.headers[.allow] == "GET, HEAD")
            }
        }
    }

    @Test func `without its database the server is alive and not ready`() async throws {
        let world = try await World()
        try await world.visitSignedOut { client in
            await world.database.close()
            let ready = try await client.execute(uri: "/ready", method: .get)
            #expect(ready.status == .serviceUnavailable && ready.headers[.retryAfter] == "5")
            #expect(try await client.execute(uri: "/health", method: .get).status == .ok)
        }
    }

    @Test(
        arguments: [
            (.put, "/sign-in", "GET, HEAD, POST"), (.delete, "/contacts", "GET, HEAD, POST"), (.post, "/visit/1", nil),
            (.put, "/assets/app.js", "GET, HEAD"), (.get, "/nothing", nil), (.get, "/sign-out", "POST"),
            (.patch, "/contacts/00000000-0000-7000-8000-000000000000", "GET, HEAD, POST"),
        ] as [(HTTPRequest.Method, String, String?)]
    )
    func `a page says which methods it takes`(method: HTTPRequest.Method, path: String, allowed: String?) async throws {
        let world = try await World()
        try await world.visitSignedOut { client in
            let answer = try await client.execute(uri: path, method: method)
            #expect(answer.status == (allowed == nil ? .notFound : .methodNotAllowed))
            #expect(answer.headers[.allow] == allowed)
        }
    }
}
