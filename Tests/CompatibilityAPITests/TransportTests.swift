import Access
import Contacts
import Hummingbird
import Parsing
import TestSupport
import Testing

@testable import CompatibilityAPI

struct TransportTests {
    private typealias Declaration = Methods<BasicRequestContext>.Declaration

    private func declared(_ world: ClientWorld) -> [Declaration] {
        world.endpoints.declareMethods(on: Router(context: BasicRequestContext.self)).declared
    }

    @Test(arguments: Role.allCases)
    func `every method serves whom the table of permissions allows it`(role: Role) async throws {
        try await ClientWorld.with { world in
            let client = try await world.client(role)
            for method in declared(world) {
                let answer = try await client.send(method.path)
                let isRefused = answer.message?.contains("may not \(method.permission.label)") == true
                #expect(isRefused != role.permissions.contains(method.permission), "\(role) \(method)")
                #expect(answer.status == 200)
            }
        }
    }

    @Test func `a wrong signature and what the role does not allow are recorded`() async throws {
        try await ClientWorld.with { world in
            let client = try await world.client(.viewer)
            let method = try #require(
                declared(world).first { $0.permission == .editContacts || $0.permission == .addContacts }
            )
            _ = try await client.send(method.path)
            _ = try await world.send(method.path, "{}")
            #expect(
                world.security.events == [
                    .forbidden(what: "POST /api/\(method.path)", permission: method.permission), .keyRefused,
                ]
            )
            #expect(world.security.sources.map(\.actor) == ["viewer@shop.example", nil])
        }
    }

    @Test func `a failure has the keys of the method, null, and exactly one text`() async throws {
        try await ClientWorld.with { world in
            for method in declared(world) {
                let answer = try await world.send(method.path, "{}")
                #expect(answer.status == 200 && !answer.succeeded && answer.message == "User not authenticated")
                #expect(answer.members.keys.sorted() == (["success", "message"] + method.keys).sorted())
                #expect(method.keys.allSatisfy { answer.members[$0] == .null })
            }
        }
    }

    @Test func `whoever signs wrongly is not let in`() async throws {
        try await ClientWorld.with { world in
            let client = try await world.client(.manager)
            let right = KeyDesk.signatureText(client: client.id, salt: "a", secret: client.secret)
            for body in [
                "{\"clientId\":\"\(client.id)\",\"apiKey\":\"b\",\"sha\":\"\(right)\"}",
                "{\"clientId\":\"other\",\"apiKey\":\"a\",\"sha\":\"\(right)\"}",
                "{\"clientId\":\"\(client.id)\",\"apiKey\":\"a\",\"sha\":null}",
                "{\"clientId\":\"\(client.id)\",\"apiKey\":\"a\",\"sha\":[\"\(right)\"]}",
                "{\"clientId\":\"\(client.id)\\u0000\",\"apiKey\":\"a\",\"sha\":\"\(right)\"}",
            ] {
                #expect(try await !world.send("user/listByClient", body).succeeded, "\(body)")
            }
            let good = "{\"clientId\":\"\(client.id)\",\"apiKey\":\"a\",\"sha\":\"\(right.uppercased())\"}"
            #expect(try await world.send("user/listByClient", good).list("users") == [.text("manager@shop.example")])
        }
    }

    /// `requestTime` comes as seconds, milliseconds, a text or not at all, and is no part of the signature.
    @Test(arguments: [
        "\"requestTime\":\"17\"", "\"requestTime\":null", "\"requestTime\":1795234215000", "\"async\":true",
    ])
    func `what does not matter is passed over`(member: String) async throws {
        try await ClientWorld.with { world in
            let client = try await world.client(.viewer)
            let answer = try await client.send("user/listByClient", member)
            #expect(answer.succeeded)
        }
    }

    @Test(arguments: [("", 400), ("[]", 400), ("{\"a\":", 400), ("\"text\"", 400)])
    func `what is no object is answered in the envelope`(body: String, status: Int) async throws {
        try await ClientWorld.with { world in
            let answer = try await world.send("contact/upsert", body)
            #expect(answer.status == status && !answer.succeeded && answer.message != nil)
            #expect(answer.members["contactId"] == .null)
        }
    }

    @Test func `a path that is not there is answered in the envelope`() async throws {
        try await ClientWorld.with { world in
            for path in ["contact/nothing", "", "v9/contact/upsert"] {
                let answer = try await world.send(path, "{}")
                #expect(answer.status == 404 && !answer.succeeded && answer.message != nil)
            }
            #expect(try await world.send("contact/upsert", "", method: .get).status == 404)
        }
    }

    @Test func `an owner who does not work here is refused`() async throws {
        try await ClientWorld.with { world in
            let client = try await world.client(.manager)
            _ = try await world.users.add(email: "gone@shop.example", name: "", role: .user)
            let gone = try #require(try await world.users.user(email: "gone@shop.example"))
            try await world.users.disable(gone.id)
            for owner in ["gone@shop.example", "nobody@shop.example", "no address"] {
                let answer = try await client.send(
                    "contact/upsert",
                    "\"owner\":\"\(owner)\",\"contact\":{\"email\":\"a@example.com\"}"
                )
                #expect(answer.message == "owner: there is no active user \(owner)")
            }
            #expect(try await world.count() == 0)
        }
    }
}
