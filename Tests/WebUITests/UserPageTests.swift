import Access
import Contacts
import Executions
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Selections
import Testing

@testable import WebUI

struct UserPageTests {
    @Test func `a user is added with a link that is shown once`() async throws {
        let entrance = Entrance(publicAddress: URL(string: "https://crm.shop.example/"), behindProxy: false)
        let world = try await World(entrance: entrance)
        try await world.visit { client in
            let form = "email=Anna%40shop.example&name=Anna&role=marketer"
            let added = try await client.post("/users", form)
            #expect(added.status == .ok)
            let found = try #require(added.text.firstMatch(of: /https:\/\/crm\.shop\.example(\/welcome\/[\w-]+)/))
            #expect(try await client.text(String(found.output.1)).contains("Choose a password"))
            let list = try await client.text("/users")
            #expect(list.contains("no password yet") && !list.contains("/welcome/"))
            let user = try #require(try await world.site.users.user(email: "anna@shop.example"))
            #expect(user.role == .marketer)
            #expect(!(try await client.text("/users/\(user.id.number)").contains("/welcome/")))
            let again = try await client.post("/users", form)
            #expect(again.status == .unprocessableContent && again.text.contains("Anna@shop.example"))
            #expect(again.text.contains("already") && again.text.contains("value=\"marketer\" selected"))
            for wrong in ["email=anna&role=user", "email=b%40c.example&role=king", "email=&role=user"] {
                #expect(try await client.post("/users", wrong).status == .unprocessableContent, "\(wrong)")
            }
        }
        #expect(try await world.site.users.all().count == 2)
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `a role and a name are changed, but not of the last administrator`() async throws {
        let world = try await World()
        let admin = try await world.user(.administrator)
        let user = try await world.user(.user)
        try await world.visit { client in
            let path = "/users/\(user.id.number)"
            #expect(try await client.post(path, "name=Ula&role=manager").location == path)
            let changed = try await world.site.users.user(user.id)
            #expect(changed?.role == .manager && changed?.name == "Ula")
            let own = try await client.post("/users/\(admin.id.number)", "name=Root&role=viewer")
            #expect(own.status == .unprocessableContent && own.text.contains("the only administrator"))
            #expect(own.text.contains("value=\"Root\"") && own.text.contains("value=\"viewer\" selected"))
            let disabled = try await client.post("/users/\(admin.id.number)/disable", "")
            #expect(disabled.cookies["flash"]?.hasPrefix("p:") == true)
            #expect(try await client.get("/users/\(admin.id.number)").status == .ok)
            #expect(try await client.get("/users/77").status == .notFound)
            #expect(try await client.get("/users/x").status == .notFound)
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `a reset makes a link that replaces the one before`() async throws {
        let world = try await World()
        let user = try await world.user(.user)
        try await world.visit { client in
            func reset() async throws -> String {
                let text = try await client.post("/users/\(user.id.number)/reset", "").text
                return String(try #require(text.firstMatch(of: /http:\/\/[^\/"]+(\/welcome\/[\w-]+)/)).output.1)
            }
            let first = try await reset()
            let second = try await reset()
            #expect(try await client.get(first).status == .notFound)
            #expect(try await client.get(second).status == .ok)
        }
    }

    @Test func `who disables a user must say who takes over`() async throws {
        let world = try await World()
        let user = try await world.user(.user)
        let heir = try await world.user(.manager)
        let gone = try await world.user("gone@team.example", .user)
        try await world.site.users.disable(gone.id)
        let session = try await world.session(of: user)
        for number in 0..<3 { try await world.give("kontakt\(2 * number)@shop.example", to: user, .main) }
        try await world.visit { client in
            let path = "/users/\(user.id.number)"
            let page = try await client.text("\(path)/disable")
            #expect(page.contains("3 contacts") && page.contains("manager@team.example"))
            #expect(!page.contains("gone@team.example") && !page.contains("value=\"\(user.id.number)\""))
            for choice in ["", "&preview=yes"] {
                let refused = try await client.post("\(path)/disable", "successor=\(choice)")
                #expect(refused.status == .unprocessableContent && refused.text.contains("say who takes over"))
            }
            for choice in ["x", "\(user.id.number)", "\(gone.id.number)"] {
                #expect(try await client.post("\(path)/disable", "successor=\(choice)").status == .badRequest)
            }
            let preview = try await client.post("\(path)/disable", "successor=\(heir.id.number)&preview=yes")
            #expect(preview.text.contains("Preview: 3 contacts") && preview.text.contains("manager@team.example"))
            #expect(preview.text.contains("value=\"\(heir.id.number)\" selected"))
            #expect(try await world.site.users.user(user.id)?.isActive == true)
            let done = try await client.post("\(path)/disable", "successor=\(heir.id.number)")
            #expect(done.location == "/executions/1")
            #expect(try await client.text(path).contains("disabled"))
            #expect(try await client.post("\(path)/reset", "").status == .badRequest)
            #expect(try await client.post("\(path)/enable", "").location == path)
            #expect(try await client.text(path).contains("active"))
        }
        try await ExecutionRunner(
            world.database,
            audiences: world.audiences,
            time: TimeSource { World.now },
            logger: Logger(label: "test")
        ).run(1) { _ in }
        let taken = try Selection(query: "main-owner = manager@team.example")
        #expect(try await world.audiences.count(taken, reach: .everybody) == 3)
        #expect(try await world.site.desk.user(of: session) == nil)
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `who owns nothing is disabled without a successor`() async throws {
        let world = try await World()
        let user = try await world.user(.user)
        try await world.visit { client async throws in
            let path = "/users/\(user.id.number)"
            #expect(!(try await client.text("\(path)/disable").contains("name=\"successor\"")))
            #expect(try await client.post("\(path)/disable", "").location == path)
        }
        #expect(try await world.site.users.user(user.id)?.isActive == false)
    }
}
