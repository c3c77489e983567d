import Access
import Foundation
import Hummingbird
import TestSupport
import Testing

@testable import RESTAPI

/// Holds every operation against the table of permissions and against the description of the API.
struct OperationTests {
    private typealias Declaration = Operations<BasicRequestContext>.Declaration

    private func declared(_ world: APIWorld) -> [Declaration] {
        world.endpoints.declareOperations(on: Router(context: BasicRequestContext.self)).declared
    }

    /// A path that fits the operation, and names nothing that is there.
    private func path(_ declaration: Declaration) -> String {
        let id = declaration.path.hasPrefix("/contacts") ? UUID().uuidString : "987654"
        return declaration.path.replacing(":id", with: id).replacing(":name", with: "NONE")
    }

    @Test(arguments: Role.allCases)
    func `every operation serves whom the table of permissions allows it`(role: Role) async throws {
        try await APIWorld.with { world in
            let (token, _) = try await world.token(role)
            for operation in declared(world) {
                let answer = try await world.send(operation.method, path(operation), token: token)
                let mayPass = operation.permission.map(role.permissions.contains) ?? true
                #expect((answer.status == 403) != mayPass, "\(role) \(operation) \(answer.status)")
                if !mayPass { #expect(answer.text("code") == "forbidden") }
                #expect(answer.status != 401 && answer.status < 500, "\(operation)")
            }
        }
    }

    @Test(arguments: [nil, "", "kartoteka_nonsense"])
    func `without a key that works nothing is served`(token: String?) async throws {
        try await APIWorld.with { world in
            for operation in declared(world) {
                let answer = try await world.send(operation.method, path(operation), token: token)
                #expect(answer.status == 401 && answer.type == "application/problem+json", "\(operation)")
                #expect(answer.text("code") == (token == nil ? "no-key" : "bad-key"))
            }
        }
    }

    @Test func `the description has the operations that there are, and no others`() async throws {
        try await APIWorld.with { world in
            let description = try await world.send(.get, "/openapi.json", token: nil)
            let paths: [String: [String: Any]] = try #require(description["paths"])
            let described = paths.flatMap { path, methods in methods.keys.map { "\($0.uppercased()) \(path)" } }
            let present = declared(world).map { "\($0.method) \($0.path.replacing(/:([a-z]+)/) { "{\($0.1)}" })" }
            #expect(described.sorted() == present.sorted())
            #expect(description.text("openapi") == "3.1.0" && description.text("servers.0.url") == RESTEndpoints.base)
        }
    }

    @Test func `a path or method that is not there is a problem in JSON`() async throws {
        try await APIWorld.with { world in
            let (token, _) = try await world.token(.viewer)
            for (method, path, status) in [
                (HTTPRequest.Method.get, "/nothing", 404), (.get, "/api/v1/", 404), (.delete, "/me", 405),
                (.get, "/previews", 405), (.put, "/contacts/1", 405), (.get, "/contacts/lookup", 405),
            ] {
                let answer = try await world.send(method, path, token: token)
                #expect(answer.status == status && answer.type == "application/problem+json", "\(path)")
                #expect(answer.number("status") == status)
            }
        }
    }

    @Test func `a caller learns with whose rights the key works`() async throws {
        try await APIWorld.with { world in
            let (token, _) = try await world.token(.user, "anna@shop.example")
            let answer = try await world.send(.get, "/me", token: token)
            #expect(answer.status == 200 && answer.text("email") == "anna@shop.example")
            #expect(answer.text("role") == "user" && answer["seesEverybody"] == false)
            #expect(answer.text("key.name") == "Shop" && answer.text("key.expiresAt") == nil)
            #expect(answer["permissions"] == ["editContacts", "runActions", "seeContacts"])
        }
    }

    @Test(arguments: [
        ("", 400, "bad-json"), ("[]", 400, "bad-json"), ("{\"select\":", 400, "bad-json"),
        (#"{"selct":{}}"#, 422, "unknown-key"), (#"{"select":{"include":["tag ="]}}"#, 422, "bad-value"),
        (#"{"select":{"segment":"Nobody knows"}}"#, 422, "refused"), (#"{"select":7}"#, 422, "bad-value"),
    ])
    func `a body that is not understood is refused with the place`(
        body: String,
        status: Int,
        code: String
    ) async throws {
        try await APIWorld.with { world in
            let (token, _) = try await world.token(.manager)
            let answer = try await world.send(.post, "/count", body, token: token)
            #expect((answer.status, answer.text("code")) == (status, code), "\(answer.text("detail") ?? "")")
            #expect((answer.text("detail")?.count ?? 0) > 15)
        }
    }

    @Test func `a body that is too large is refused`() async throws {
        try await APIWorld.with { world in
            let (token, _) = try await world.token(.manager)
            let body = "{\"select\":{\"include\":[\"\(String(repeating: " ", count: Call.bodyLimit))\"]}}"
            let answer = try await world.send(.post, "/count", body, token: token)
            #expect((answer.status, answer.text("code")) == (413, "too-large"))
        }
    }

    @Test(arguments: [
        "/contacts?limit=0", "/contacts?limit=1001", "/contacts?limit=x", "/contacts?after=-1", "/contacts?after=x",
        "/contacts?size=5", "/contacts?limit=5&limit=6", "/coupons/SPRING?limit=0", "/executions?before=x",
    ])
    func `a parameter that is not understood is refused`(path: String) async throws {
        try await APIWorld.with { world in
            let (token, _) = try await world.token(.manager)
            #expect(try await world.send(.get, path, token: token).status == 400)
        }
    }

    @Test func `a request without a key that works, and one that the role does not allow, are recorded`() async throws {
        try await APIWorld.with { world in
            let (token, user) = try await world.token(.viewer)
            try await SecuritySource.$requestAddress.withValue("192.0.2.7") { () async throws in
                #expect(try await world.send(.get, "/me", token: token).status == 200)
                #expect(try await world.send(.get, "/me", token: nil).status == 401)
                #expect(try await world.send(.get, "/me", token: "kartoteka_made-up").status == 401)
                #expect(try await world.send(.post, "/executions", "{}", token: token).status == 403)
            }
            #expect(
                world.security.events == [
                    .keyRefused, .keyRefused, .forbidden(what: "POST /api/v1/executions", permission: .runActions),
                ]
            )
            let stranger = SecuritySource(actor: nil, address: "192.0.2.7")
            #expect(
                world.security.sources == [
                    stranger, stranger, SecuritySource(actor: user.email, key: 1, address: "192.0.2.7"),
                ]
            )
        }
    }
}
