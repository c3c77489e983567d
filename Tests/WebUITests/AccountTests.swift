import Access
import Contacts
import Executions
import Foundation
import Hummingbird
import HummingbirdTesting
import Testing

@testable import WebUI

struct WelcomeTests {
    private static let twice = "new-password=a+long+enough+one&new-password-again=a+long+enough+one"

    @Test func `the first link creates the administrator, once`() async throws {
        let world = try await World()
        let token = try #require(try await world.site.links.forFirstAdministrator())
        try await world.visitSignedOut { client in
            let page = try await client.text("/welcome/\(token)")
            #expect(page.contains("Create the administrator"))
            for (form, words) in [
                ("email=anna&\(Self.twice)", "has an @ in it"),
                ("email=anna%40shop.example&name=Anna&new-password=short&new-password-again=short", "at least 12"),
                ("email=anna%40shop.example&name=Anna&\(Self.twice)x", "The two passwords differ"),
            ] {
                let refused = try await client.post("/welcome/\(token)", form)
                #expect(refused.status == .unprocessableContent && refused.text.contains(words), "\(words)")
                #expect(refused.text.contains("value=\"anna") && !refused.text.contains("long enough"))
            }
            let done = try await client.post("/welcome/\(token)", "email=anna%40shop.example&name=Anna&\(Self.twice)")
            #expect(done.status == .seeOther && done.location == "/")
            let value = try #require(done.cookies["kartoteka_session"]?.split(separator: ";").first)
            let users = try await client.get("/users", headers: [.cookie: "kartoteka_session=\(value)"])
            #expect(users.status == .ok && users.text.contains("anna@shop.example"))
            #expect(try await client.get("/welcome/\(token)").status == .notFound)
            let again = try await client.post("/welcome/\(token)", "email=eve%40shop.example&\(Self.twice)")
            #expect(again.status == .notFound)
        }
        #expect(try await world.site.users.all().map(\.email) == ["anna@shop.example"])
        // The contacts from before the first user get an owner.
        #expect(
            try await world.site.executions.list(limit: 9).map(\.plan.name).first?.contains("anna@shop.example") == true
        )
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `a link for a password works once and ends the sessions`() async throws {
        let world = try await World()
        let user = try await world.user(.marketer)
        let token = try await world.site.links.forPassword(of: user.id)
        try await world.visit(as: user) { client in
            let page = try await client.text("/welcome/\(token)")
            #expect(page.contains("marketer@team.example") && !page.contains("name=\"email\""))
            let address = "new-password=Marketer%40team.example&new-password-again=Marketer%40team.example"
            #expect(try await client.post("/welcome/\(token)", address).text.contains("is the e-mail address"))
            let done = try await client.post("/welcome/\(token)", Self.twice)
            #expect(done.location == "/" && done.cookies["kartoteka_session"] != nil)
            #expect(try await client.get("/account").status == .seeOther)
            #expect(try await client.post("/welcome/\(token)", Self.twice).status == .notFound)
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test(arguments: ["x", "..%2F..%2Fusers", "%00", "%3Cscript%3E"])
    func `a made-up link leads nowhere`(token: String) async throws {
        let world = try await World()
        try await world.visitSignedOut { client in
            let answer = try await client.get("/welcome/\(token)")
            #expect(answer.status == .notFound && !answer.text.contains("<script>"))
        }
    }
}

struct AccountTests {
    @Test func `the account shows the role and changes the name`() async throws {
        let world = try await World()
        try await world.visit(as: .marketer) { client in
            let page = try await client.text("/account")
            #expect(page.contains("marketer@team.example") && page.contains("own contacts: edit, run actions"))
            #expect(try await client.post("/account", "name=Marta+%3Cb%3E").status == .seeOther)
            #expect(try await client.text("/account").contains("Marta &lt;b&gt;</a>"))
            let long = try await client.post("/account", "name=" + String(repeating: "n", count: 1000))
            #expect(long.status == .unprocessableContent && long.text.contains("nnnn"))
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `a changed password ends the other sessions`() async throws {
        let world = try await World()
        let user = try await world.user(.user)
        let other = try await world.session(of: user)
        try await world.visit(as: user) { client in
            let twice = "new-password=a+long+enough+one&new-password-again=a+long+enough+one"
            let wrong = try await client.post("/account/password", "password=wrong&\(twice)")
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("not your present password"))
            let unequal = try await client.post("/account/password", "password=four+random+words+do&\(twice)x")
            #expect(unequal.text.contains("The two passwords differ"))
            #expect(try await world.site.desk.user(of: other) != nil)
            let done = try await client.post("/account/password", "password=four+random+words+do&\(twice)")
            #expect(done.location == "/account")
            #expect(try await client.get("/account").status == .ok)
        }
        #expect(try await world.site.desk.user(of: other) == nil)
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `guessing the present password is throttled`() async throws {
        let world = try await World()
        try await world.visit(as: .user) { client in
            let form = "password=wrong&new-password=a+long+enough+one&new-password-again=a+long+enough+one"
            for _ in 0..<5 { #expect(try await client.post("/account/password", form).text.contains("not your")) }
            let answer = try await client.post("/account/password", form)
            #expect(answer.text.contains("Wait 30 seconds"))
        }
    }

    @Test func `sessions are listed and ended one by one, the user's own only`() async throws {
        let world = try await World()
        let user = try await world.user(.user)
        let stranger = try await world.session(of: try await world.user(.manager))
        let other = try await world.session(of: user)
        try await world.visit(as: user) { client in
            let page = try await client.text("/account")
            #expect(page.matches(of: /\/account\/sessions\/[^"]+\/end/).count == 1 && page.contains("this one"))
            #expect(!page.contains(other.text))
            #expect(try await client.post("/account/sessions/\(stranger.sessionID)/end", "").status == .seeOther)
            #expect(try await world.site.desk.user(of: stranger) != nil)
            #expect(try await client.post("/account/sessions/\(other.sessionID)/end", "").status == .seeOther)
            #expect(try await world.site.desk.user(of: other) == nil)
            let everywhere = try await client.post("/account/sign-out-everywhere", "")
            #expect(everywhere.cookies["kartoteka_session"]?.contains("Max-Age=0") == true)
            #expect(try await client.get("/account").status == .seeOther)
        }
        #expect(try await world.site.desk.user(of: stranger) != nil)
    }
}
