import Access
import Contacts
import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@testable import WebUI

struct KeyPageTests {
    private func secret(_ id: String, in page: String) throws -> String {
        let pattern = try Regex("id=\"\(id)\" type=\"text\" value=\"([^\"]*)\"")
        return try #require(page.firstMatch(of: pattern)?.output[1].substring.map(String.init))
    }

    @Test func `a token is shown once, works, and is revoked`() async throws {
        let world = try await World()
        let desk = KeyDesk(world.database, time: world.site.time)
        try await world.visit(as: .user) { client in
            #expect(try await client.text("/account").contains("href=\"/keys\""))
            #expect(try await client.text("/keys").contains("No keys yet"))
            let made = try await client.post("/keys", "name=Till+%3C3%3E&kind=token&days=30").text
            #expect(made.contains("Till &lt;3&gt;"))
            let token = try secret("token", in: made)
            let holder = try #require(try await desk.holder(ofToken: token))
            #expect(holder.user.email == "user@team.example")
            #expect(holder.key.expiresAt == World.now + 30 * 86_400_000)
            let list = try await client.text("/keys")
            #expect(!list.contains(token) && list.contains("/keys/\(holder.key.id)/revoke"))
            #expect(!list.contains("Works for</th>"))
            let answer = try await client.post("/keys/\(holder.key.id)/revoke", "")
            #expect(answer.status == .seeOther)
            #expect(try await desk.holder(ofToken: token) == nil)
            #expect(try await client.text("/keys").contains("revoked"))
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `a client gets an id, a secret and a ready signature`() async throws {
        let world = try await World()
        let desk = KeyDesk(world.database, time: world.site.time)
        try await world.visit(as: .manager) { client in
            let made = try await client.post("/keys", "name=Shop&kind=client&days=").text
            let (id, secret) = (try secret("client-id", in: made), try secret("client-secret", in: made))
            let (salt, signature) = (try self.secret("salt", in: made), try self.secret("signature", in: made))
            #expect(try await desk.holder(ofClient: id, salt: salt, signature: signature) != nil)
            let own = KeyDesk.signatureText(client: id, salt: "other", secret: secret)
            #expect(try await desk.holder(ofClient: id, salt: "other", signature: own)?.key.expiresAt == nil)
        }
    }

    @Test func `others' keys are seen and revoked by who manages users alone`() async throws {
        let world = try await World()
        let user = try await world.user(.user)
        let key = try await world.site.keys.make("Till", .token, for: user.id).key
        try await world.visit(as: .manager) { client in
            #expect(try await client.text("/keys").contains("No keys yet"))
            _ = try await client.post("/keys/\(key.id)/revoke", "")
            #expect(try await world.site.keys.all().map(\.revokedAt) == [nil])
        }
        try await world.visit(as: .administrator) { client in
            let page = try await client.text("/keys")
            #expect(page.contains("Till") && page.contains("user@team.example") && page.contains("Works for</th>"))
            _ = try await client.post("/keys/\(key.id)/revoke", "")
            #expect(try await world.site.keys.all().map(\.revokedAt) == [World.now])
        }
    }

    @Test(arguments: ["name=&kind=token", "name=A&kind=other", "name=A&kind=token&days=0", "name=A&kind=token&days=x"])
    func `what is wrong with the form stands beside it`(form: String) async throws {
        let world = try await World()
        try await world.visit(as: .manager) { client in
            let answer = try await client.post("/keys", form)
            #expect(answer.status == .unprocessableContent && answer.text.contains("is-invalid"))
            #expect(try await world.site.keys.all().isEmpty)
        }
    }
}
