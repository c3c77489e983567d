import Access
import Contacts
import Foundation
import Hummingbird
import HummingbirdTesting
import Synchronization
import TestSupport
import Testing

@testable import WebUI

struct SignInTests {
    private static let right = "email=USER%40team.example&password=four+random+words+do"

    @Test func `who signs in comes to the page that was asked for`() async throws {
        let world = try await World()
        _ = try await world.user(.user)
        try await world.visitSignedOut { client in
            let sent = try await client.get("/contacts?q=tag+%3D+VIP")
            let location = try #require(sent.location)
            #expect(location == "/sign-in?next=%2Fcontacts%3Fq%3Dtag%2B%253D%2BVIP")
            let page = try await client.text(location)
            #expect(page.contains("name=\"next\" value=\"/contacts?q=tag+%3D+VIP\""))
            #expect(!page.contains("aria-current") && !page.contains("/sign-out"))
            let answer = try await client.post("/sign-in", Self.right + "&next=%2Fcontacts%3Fq%3Dtag")
            #expect(answer.status == .seeOther && answer.location == "/contacts?q=tag")
            let cookie = try #require(answer.cookies["kartoteka_session"])
            let value = try #require(cookie.split(separator: ";").first)
            let headers: HTTPFields = [.cookie: "kartoteka_session=\(value)"]
            #expect(try await client.get("/contacts", headers: headers).status == .ok)
            #expect(try await client.get("/sign-in?next=%2Fsegments", headers: headers).location == "/segments")
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test(arguments: [
        "//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
        "javascript:alert(1)", "evil.example", "/a\\b", "/\r\nSet-Cookie:a=b", "/\u{0}", "/a b", "",
    ])
    func `nobody is sent to another site`(next: String) async throws {
        let world = try await World()
        _ = try await world.user(.user)
        try await world.visitSignedOut { client in
            let page = try await client.text("/sign-in?next=\(FormFields.encoded(next))")
            #expect(!page.contains("name=\"next\""))
            let form = "\(Self.right)&next=\(FormFields.encoded(next))"
            #expect(try await client.post("/sign-in", form).location == "/")
        }
    }

    @Test func `every refusal is the same, and keeps the address that was typed`() async throws {
        let world = try await World()
        let admin = try await world.user(.administrator)
        _ = try await world.user(.user)
        let gone = try await world.user("gone@team.example", .user)
        try await world.site.users.disable(gone.id)
        _ = try await world.site.users.add(email: "new@team.example", name: "", role: .user)
        #expect(admin.isActive)
        try await world.visitSignedOut { client in
            var texts: Set<String> = []
            for (email, password) in [
                ("user@team.example", "wrong"), ("nobody@team.example", World.password),
                ("gone@team.example", World.password),
                ("new@team.example", World.password), ("user@team.example", ""), ("no address", World.password),
            ] {
                let form = FormFields.query([("email", email), ("password", password)])
                let answer = try await client.post("/sign-in", form)
                #expect(answer.status == .unprocessableContent && answer.cookies.isEmpty)
                #expect(answer.text.contains("value=\"\(email)\"") && !answer.text.contains(World.password))
                texts.insert(answer.text.replacing(email, with: "E"))
            }
            #expect(texts.count == 1)
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `who tries too often waits, whether or not there is such a user`() async throws {
        let world = try await World()
        _ = try await world.user(.user)
        try await world.visitSignedOut { client in
            for email in ["user", "nobody"] {
                let form = "email=\(email)%40team.example&password=wrong"
                for _ in 0..<5 { #expect(try await client.post("/sign-in", form).status == .unprocessableContent) }
                let answer = try await client.post("/sign-in", form)
                #expect(answer.status == .tooManyRequests && answer.headers[.retryAfter] == "30")
                #expect(answer.text.contains("Wait 30 seconds"))
            }
            #expect(try await client.post("/sign-in", Self.right).status == .tooManyRequests)
        }
    }

    @Test func `an address is throttled by the last entry that the proxy wrote`() async throws {
        let world = try await World()
        try await world.visitSignedOut { client async throws in
            func attempt(_ number: Int, from address: String) async throws -> HTTPResponse.Status {
                let headers: HTTPFields = [.forwardedFor: "203.0.113.\(number), \(address)"]
                let form = "email=u\(number)%40team.example&password=wrong"
                return try await client.post("/sign-in", form, headers: headers).status
            }
            for number in 0..<20 { #expect(try await attempt(number, from: "198.51.100.7") == .unprocessableContent) }
            #expect(try await attempt(21, from: "198.51.100.7") == .tooManyRequests)
            #expect(try await attempt(22, from: "198.51.100.8") == .unprocessableContent)
        }
    }

    @Test func `without a proxy nobody chooses the address by which tries are counted`() async throws {
        let world = try await World(entrance: Entrance(publicAddress: nil, behindProxy: false))
        try await world.visitSignedOut { client in
            var statuses: [HTTPResponse.Status] = []
            for number in 0...20 {
                let headers: HTTPFields = [.forwardedFor: "198.51.100.\(number)"]
                let form = "email=u\(number)%40team.example&password=wrong"
                statuses.append(try await client.post("/sign-in", form, headers: headers).status)
            }
            #expect(Set(statuses.dropLast()) == [.unprocessableContent] && statuses.last == .tooManyRequests)
        }
    }

    @Test(arguments: [nil, "http://kartoteka.example", "https://kartoteka.example"])
    func `the cookie is kept from scripts and other sites, and behind TLS from plain connections`(
        address: String?
    ) async throws {
        let entrance = Entrance(publicAddress: address.flatMap { URL(string: $0) }, behindProxy: false)
        let world = try await World(entrance: entrance)
        _ = try await world.user(.user)
        let isSecure = address?.hasPrefix("https") == true
        try await world.visitSignedOut { client in
            let answer = try await client.post("/sign-in", Self.right)
            let cookie = try #require(answer.cookies[isSecure ? "__Host-kartoteka_session" : "kartoteka_session"])
            #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"))
            #expect(cookie.contains("Secure") == isSecure)
            #expect(!cookie.contains("Domain"))
            #expect((answer.headers[.strictTransportSecurity] != nil) == isSecure)
            let message = try await client.post("/sign-out", "").cookies["flash"]
            #expect(try #require(message).contains("Secure") == isSecure)
        }
    }

    @Test func `signing in makes a new session and ends the one before`() async throws {
        let world = try await World()
        let old = try await world.session(of: try await world.user(.user))
        try await world.visitSignedOut { client in
            let headers: HTTPFields = [.cookie: "kartoteka_session=\(old.text)"]
            #expect(try await client.get("/account", headers: headers).status == .ok)
            let answer = try await client.post("/sign-in", Self.right, headers: headers)
            let cookie = try #require(answer.cookies["kartoteka_session"])
            #expect(!cookie.hasPrefix(old.text))
            #expect(try await client.get("/account", headers: headers).status == .seeOther)
            let planted: HTTPFields = [.cookie: "kartoteka_session=planted-by-somebody"]
            let again = try await client.post("/sign-in", Self.right, headers: planted)
            #expect(again.cookies["kartoteka_session"]?.hasPrefix("planted") == false)
        }
    }

    @Test func `signing out ends the session on the server`() async throws {
        let world = try await World()
        try await world.visit(as: .user) { client in
            let answer = try await client.post("/sign-out", "")
            #expect(answer.location == "/sign-in")
            #expect(answer.cookies["kartoteka_session"]?.contains("Max-Age=0") == true)
            #expect(try await client.get("/contacts").status == .seeOther)
        }
    }

    @Test func `a disabled user and a changed role count at once`() async throws {
        let world = try await World()
        _ = try await world.user(.administrator)
        let user = try await world.user(.manager)
        try await world.visit(as: user) { client in
            #expect(try await client.get("/contacts/new").status == .ok)
            _ = try await world.site.users.change(user.id, name: nil, role: .viewer)
            #expect(try await client.get("/contacts/new").status == .forbidden)
            try await world.site.users.disable(user.id)
            #expect(try await client.get("/contacts").status == .seeOther)
        }
    }

    @Test func `htmx is told to open the sign-in page, which leads back`() async throws {
        let world = try await World()
        try await world.visitSignedOut { client in
            let headers: HTTPFields = [
                .htmxRequest: "true", .htmxCurrentAddress: "http://localhost/contacts?q=a",
            ]
            let answer = try await client.post("/count", "", headers: headers)
            #expect(answer.headers[.htmxRedirect] == "/sign-in?next=%2Fcontacts%3Fq%3Da")
            let foreign: HTTPFields = [.htmxRequest: "true", .htmxCurrentAddress: "http://localhost//evil.example"]
            #expect(try await client.post("/count", "", headers: foreign).headers[.htmxRedirect] == "/sign-in")
        }
    }

    @Test func `a session from no browser's page changes nothing`() async throws {
        let world = try await World()
        try await world.visit { client async throws in
            #expect(try await client.postAsIs("/segments", "name=A&query=all").status == .forbidden)
            let own: HTTPFields = [.origin: "http://localhost"]
            #expect(try await client.postAsIs("/segments", "name=A&query=all", headers: own).status == .seeOther)
        }
        try await world.visitSignedOut { client async throws in
            #expect(try await client.postAsIs("/sign-in", "email=a&password=b").status == .unprocessableContent)
            let foreign: HTTPFields = [.origin: "http://evil.example"]
            #expect(try await client.postAsIs("/sign-in", Self.right, headers: foreign).status == .forbidden)
        }
    }
}
