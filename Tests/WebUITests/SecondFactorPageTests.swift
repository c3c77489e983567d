import Contacts
import Foundation
import Hummingbird
import HummingbirdTesting
import Messaging
import Storage
import TestSupport
import Testing

@testable import Access
@testable import WebUI

struct SecondFactorPageTests {
    private static let password = "password=four+random+words+do"

    /// What a browser holds, which keeps the cookies of answers.
    private actor Browser {
        private let client: any TestClientProtocol
        private var cookies: [String: String] = [:]

        init(_ client: any TestClientProtocol) {
            self.client = client
        }

        var cookieNames: Set<String> { Set(cookies.keys) }

        func get(_ address: String) async throws -> TestResponse {
            keep(try await client.get(address, headers: headers))
        }

        func post(_ address: String, _ form: String) async throws -> TestResponse {
            keep(try await client.post(address, form, headers: headers))
        }

        private var headers: HTTPFields {
            [.cookie: cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")]
        }

        private func keep(_ answer: TestResponse) -> TestResponse {
            for (name, value) in answer.cookies {
                let text = String(value.prefix { $0 != ";" })
                cookies[name] = text.isEmpty ? nil : text
            }
            return answer
        }
    }

    /// Adds the second factor of the user who is signed in; returns the secret as an app has it, and the recovery codes.
    private func enrol(_ browser: Browser, _ world: World) async throws -> (secret: String, codes: [String]) {
        let page = try await browser.get("/account/second-factor").text
        let secret = try #require(page.firstMatch(of: /id="secret"[^>]*>([A-Z2-7 ]+)</)).1
        let form = "code=\(try code(String(secret), world))&\(Self.password)"
        let done = try await browser.post("/account/second-factor", form)
        #expect(done.status == .ok, "\(done.text.suffix(800))")
        let codes = done.text.matches(of: /<li>([a-z2-7-]{19})<\/li>/).map { String($0.1) }
        return (String(secret), codes)
    }

    private func code(_ secret: String, _ world: World) throws -> String {
        let bytes = try #require(Base32.bytes(of: secret.replacing(" ", with: "")))
        return TOTPSecret(bytes: bytes).code(at: TOTPSecret.step(at: world.site.time.now))
    }

    private func signedIn(
        _ email: String,
        _ client: any TestClientProtocol
    ) async throws -> Browser {
        let browser = Browser(client)
        _ = try await browser.post("/sign-in", "email=\(FormFields.encoded(email))&\(Self.password)")
        return browser
    }

    @Test func `a second factor is added, asked for, and named in the log without its code`() async throws {
        let clock = TestClock()
        let world = try await World(time: clock.time)
        _ = try await world.user(.viewer)
        try await world.visitSignedOut { client async throws in
            let email = "viewer@team.example"
            let first = try await signedIn(email, client)
            #expect(await first.cookieNames.contains("kartoteka_browser"))
            let page = try await first.get("/account/second-factor").text
            #expect(page.contains("<svg") && page.contains("viewBox=\"0 0 ") && !page.contains(" style="))
            let refused = try await first.post("/account/second-factor", "code=1&\(Self.password)")
            #expect(refused.status == .unprocessableContent && refused.text.contains("check the clock of the phone"))
            let wrong = try await first.post("/account/second-factor", "code=1&password=x")
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("not your present password"))
            let (secret, codes) = try await enrol(first, world)
            #expect(codes.count == 10)
            clock.advance(by: .seconds(60))
            #expect(try await first.get("/account/second-factor").location == "/account#second-factor")
            #expect(try await first.get("/account").text.contains("10 recovery codes"))

            let second = Browser(client)
            let step = try await second.post(
                "/sign-in",
                "email=viewer%40team.example&\(Self.password)&next=%2Fcontacts"
            )
            #expect(step.location == "/sign-in/code?next=%2Fcontacts")
            #expect(step.cookies["kartoteka_session"] == nil)
            let pending = try #require(step.cookies["kartoteka_sign_in"])
            #expect(pending.contains("HttpOnly") && pending.contains("SameSite=Lax") && pending.contains("Max-Age=600"))
            #expect(try await second.get("/contacts").location?.hasPrefix("/sign-in") == true)
            let asked = try await second.get("/sign-in/code?next=%2Fcontacts").text
            #expect(asked.contains("autocomplete=\"one-time-code\"") && asked.contains("value=\"/contacts\""))
            let answer = try await second.post("/sign-in/code", "code=000000")
            #expect(answer.status == .unprocessableContent && answer.text.contains("not the code"))
            let entered = try await second.post("/sign-in/code", "code=\(try code(secret, world))&next=%2Fcontacts")
            #expect(entered.location == "/contacts")
            #expect(await second.cookieNames.isSuperset(of: ["kartoteka_session", "kartoteka_browser"]))
            #expect(await !second.cookieNames.contains("kartoteka_sign_in"))
            #expect(try await second.get("/contacts").status == .ok)

            let third = try await signedIn(email, client)
            #expect(try await third.post("/sign-in/code", "code=\(codes[0])").location == "/account#second-factor")
            #expect(
                world.security.events.filter { if case .forbidden = $0 { false } else { true } } == [
                    .signedIn(user: email), .confirmationRefused(user: email, .password),
                    .secondFactorAdded(user: email), .codeAsked(user: email), .signInRefused(user: email, .code),
                    .signedIn(user: email), .codeAsked(user: email), .signedIn(user: email),
                    .recoveryCodeUsed(user: email, left: 9),
                ]
            )
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `without a password nobody comes to the code`() async throws {
        let world = try await World()
        try await world.visitSignedOut { client async throws in
            for answer in [
                try await client.get("/sign-in/code"), try await client.post("/sign-in/code", "code=000000"),
                try await client.get("/sign-in/code", headers: [.cookie: "kartoteka_sign_in=made-up"]),
            ] {
                #expect(answer.status == .unprocessableContent && answer.text.contains("begin again with the password"))
            }
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `a link for a new password does not replace the code`() async throws {
        let world = try await World()
        let user = try await world.user(.viewer)
        try await world.visitSignedOut { client async throws in
            _ = try await enrol(try await signedIn(user.email, client), world)
            let token = try await world.site.links.forPassword(of: user.id)
            let twice = "new-password=a+long+enough+one&new-password-again=a+long+enough+one"
            let done = try await client.post("/welcome/\(token)", twice)
            #expect(done.location == "/sign-in/code" && done.cookies["kartoteka_session"] == nil)
        }
        #expect(world.security.events.contains(.passwordChanged(user: user.email)))
    }

    /// Every page but the one that adds it, and those that need nobody.
    @Test func `a role that needs a second factor sees no other page before`() async throws {
        let world = try await World()
        let declared = WebUI(world.site).declareRoutes(on: Router(context: WebContext.self)).declared
        try await world.visit { client async throws in
            let saved = try await client.post(
                "/settings/second-factor",
                "second-factor-roles=manager&second-factor-roles=x"
            )
            #expect(saved.location == "/settings#second-factor")
            #expect(try await client.text("/settings").contains("value=\"manager\" checked"))
        }
        #expect(world.security.events.last == .settingChanged(name: "second-factor-roles"))
        try await world.visit(as: .manager) { client async throws in
            for route in declared where route.need != .nobody && route.need != .enrolling {
                let path = route.path.replacing(/:[a-z]+/, with: "1")
                let answer = route.method == .get ? try await client.get(path) : try await client.post(path, "")
                #expect(answer.status == .seeOther && answer.location == "/account/second-factor", "\(route)")
            }
            #expect(try await client.text("/account/second-factor").contains("Your role needs a second factor"))
        }
        #expect(
            declared.filter { $0.need == .enrolling }.map(\.path) == [
                "/account/second-factor", "/account/second-factor",
            ]
        )
        try await world.visit(as: .viewer) { client async throws in
            #expect(try await client.get("/contacts").status == .ok)
        }
    }

    @Test func `an administrator removes a second factor, and the user gets a notice`() async throws {
        let world = try await World()
        let user = try await world.user(.viewer)
        try await world.visitSignedOut { client in _ = try await enrol(try await signedIn(user.email, client), world) }
        try await world.visit { client async throws in
            let account =
                "kind=email&name=Mail&host=smtp.example.com&port=587&security=starttls&from=shop%40example.com&connections=1"
            #expect(try await client.post("/messages/accounts", account).status == .seeOther)
            let path = "/users/\(user.id.number)"
            #expect(try await client.text(path).contains("Remove the second factor"))
            #expect(try await client.post(path + "/second-factor/remove", "").location == path)
            #expect(try await client.post(path + "/second-factor/remove", "").cookies["flash"]?.hasPrefix("p:") == true)
            let page = try await client.text(path)
            #expect(!page.contains("Remove the second factor"))
        }
        let texts = try await world.database.read {
            try $0.rows("SELECT recipient, parameters, actor FROM message") { ($0.text(0), $0.text(1), $0.text(2)) }
        }
        #expect(texts.map(\.0) == [user.email] && texts.map(\.2) == ["administrator@team.example"])
        #expect(texts.first?.1.contains("takes the password only") == true)
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `notices go out for passwords and keys too, and not without an account`() async throws {
        let world = try await World()
        @Sendable func count() async throws -> Int64? {
            try await world.database.read { try $0.firstRow("SELECT COUNT(*) FROM message") { $0.integer(0) } }
        }
        let change = "\(Self.password)&new-password=four+random+words+do&new-password-again=four+random+words+do"
        try await world.visit { client async throws in
            #expect(try await client.post("/account/password", change).location == "/account")
            #expect(try await count() == 0)
            let account =
                "kind=email&name=Mail&host=smtp.example.com&port=587&security=starttls&from=shop%40example.com&connections=1"
            _ = try await client.post("/messages/accounts", account)
            #expect(try await client.post("/account/password", change).location == "/account")
            #expect(try await client.post("/keys", "name=Till&kind=token&days=").text.contains("shown only now"))
            #expect(try await count() == 2)
        }
    }
}
