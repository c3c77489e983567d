import Contacts
import Forms
import Foundation
import Hummingbird
import HummingbirdTesting
import Storage
import Synchronization
import TestSupport
import Testing

@testable import WebUI

/// The public pages of forms, as strangers and machines see them.
struct PublicFormTests {
    private static let definition = FormDefinition(
        title: "Our <newsletter>",
        questions: [
            FormQuestion(.email, label: "E-mail"), FormQuestion(.field(.name), label: "Name", isRequired: true),
            FormQuestion(.detail(DetailName(stored: "shoe \"size\""), .choice(["41", "<42>"])), label: "Size"),
            FormQuestion(.detail(DetailName(stored: "terms"), .tick), label: "Terms"),
        ],
        emailConsent: FormDefinition.Consent("Send me <everything>."),
        texts: [.thanks: "Look into your mailbox.", .confirmed: "Welcome."]
    )

    private let clock = TestClock(at: World.now)

    private func world(_ change: (inout FormDefinition) -> Void = { _ in }) async throws -> (World, SignUpForm) {
        let world = try await World(time: clock.time)
        var definition = Self.definition
        change(&definition)
        let id = try await world.site.forms.create("News", definition, by: .operator)
        try await world.site.forms.set(.active, of: id)
        return (world, try #require(try await world.site.forms.form(id)))
    }

    private static func stamp(in page: String) throws -> String {
        String(try #require(page.firstMatch(of: /name="stamp" value="([^"]+)"/)).output.1)
    }

    private static func answers(_ email: String, stamp: String, _ more: String = "") -> String {
        "email=\(email)&name=Ola&consent-email=yes&stamp=\(stamp)\(more)"
    }

    @Test func `somebody signs up, follows the link and presses the button`() async throws {
        let (world, form) = try await world()
        try await world.visitSignedOut { client async throws in
            let page = try await client.get("/f/\(form.publicID)")
            #expect(page.status == .ok && page.text.contains("Our &lt;newsletter&gt;") && !page.text.contains("<42>"))
            #expect(page.headers[.contentSecurityPolicy]?.contains("frame-ancestors *") == true)
            #expect(page.headers[.frameOptions] == nil && page.cookies.isEmpty)
            clock.advance(by: .seconds(5))
            let body = Self.answers(
                "ola%40new.example",
                stamp: try Self.stamp(in: page.text),
                "&detail-shoe+%22size%22=%3C42%3E"
            )
            let sent = try await client.postAsIs("/f/\(form.publicID)", body, headers: [.secFetchSite: "cross-site"])
            #expect(sent.status == .seeOther && sent.location == "/f/\(form.publicID)/thanks" && sent.cookies.isEmpty)
            #expect(try await client.text("/f/\(form.publicID)/thanks").contains("Look into your mailbox."))
            let path = try #require(try await links(world).first).path
            let link = try await client.get(path)
            #expect(link.text.contains("<button") && !link.text.contains("public-form"))
            #expect(link.headers[.contentSecurityPolicy]?.contains("frame-ancestors 'none'") == true)
            #expect(try await client.head(path).status == .ok)
            #expect(try await status(of: "ola@new.example", world) == .optedOut)
            #expect(try await client.post(path, "").text.contains("Welcome."))
            #expect(try await status(of: "ola@new.example", world) == .optedIn)
            #expect(try await client.post(path, "").text.contains("Welcome."), "a second click says the same")
            #expect(try await client.get(path).text.contains("Welcome."))
            #expect(try await client.get("/f/confirm/thanks").status == .notFound)
        }
        #expect(world.rendered.missingNames.isEmpty)
        #expect(world.rendered.templates.isSuperset(of: ["public-form", "public-message", "public-button"]))
    }

    /// The links that wait to be sent, and to whom.
    private func links(_ world: World) async throws -> [(number: UInt32, path: String)] {
        try await world.database.read { connection in
            try connection.rows(
                "SELECT number, parameters FROM message WHERE purpose = 'confirmation' ORDER BY id"
            ) { row in
                let parameters = try JSONDecoder().decode([String: String].self, from: Data(row.text(1).utf8))
                return (row.number(0), parameters["confirmation"] ?? "")
            }
        }
    }

    private func status(of email: String, _ world: World) async throws -> MarketingStatus? {
        let address = try EmailAddress(email)
        return try await world.database.read { connection in
            let reader = ContactReader(connection)
            return try reader.number(of: address).flatMap { try reader.contact($0) }?.emailStatus
        }
    }

    @Test func `a mistake is told at its field, with what was typed`() async throws {
        let (world, form) = try await world()
        try await world.visitSignedOut { client async throws in
            let stamp = try Self.stamp(in: try await client.text("/f/\(form.publicID)"))
            clock.advance(by: .seconds(5))
            let answer = try await client.post(
                "/f/\(form.publicID)",
                "email=%22%3E%3Cb%3E&name=&detail-terms=yes&stamp=\(stamp)"
            )
            #expect(answer.status == .unprocessableContent && !answer.text.contains("<b>"))
            #expect(answer.text.contains("Please check this.") && answer.text.contains("Please fill this in."))
            #expect(answer.text.contains("value=\"&quot;&gt;&lt;b&gt;\""))
            #expect(answer.text.contains("name=\"detail-terms\" value=\"yes\" checked"))
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `the answer is the same for every address`() async throws {
        let (world, form) = try await world()
        try await world.site.cards.edit(try await world.id(of: "kontakt2@shop.example"), [.remove], actor: .operator)
        try await world.visitSignedOut { client async throws in
            var answers: Set<String> = []
            // Opted in, opted out, removed, invalid, unknown, and one that a machine gives.
            for email in ["kontakt1@mail", "kontakt0@shop", "kontakt2@shop", "kontakt11@mail", "new@shop", "bot@shop"] {
                let stamp = try Self.stamp(in: try await client.text("/f/\(form.publicID)"))
                clock.advance(by: .seconds(5))
                let trap = email.hasPrefix("bot") ? "&website=x" : ""
                let body = Self.answers("\(email).example", stamp: stamp, trap)
                let answer = try await client.post("/f/\(form.publicID)", body, headers: [.accept: "application/json"])
                let plain = try await client.post("/f/\(form.publicID)", body)
                answers.insert("\(answer.status) \(answer.text) \(plain.status) \(plain.text) \(plain.location ?? "")")
            }
            #expect(answers.count == 1, "\(answers)")
        }
        // All but the invalid address and the machine's.
        #expect(Set(try await links(world).map(\.number)).count == 4)
    }

    @Test func `scripts of other sites read the answer, and nothing else`() async throws {
        let (world, form) = try await world { $0.redirect = "https://shop.example/thanks" }
        try await world.visitSignedOut { client async throws in
            let script = try await client.get("/f/\(form.publicID)/embed.js")
            #expect(script.headers[.contentType] == "text/javascript; charset=utf-8")
            #expect(script.headers[.cacheControl] == "no-store")
            let stamp = String(try #require(script.text.firstMatch(of: /"stamp":"([^"]+)"/)).output.1)
            #expect(script.text.contains("\"action\":\"http://localhost/f/\(form.publicID)\""))
            clock.advance(by: .seconds(5))
            let headers: HTTPFields = [
                .accept: "application/json", .secFetchSite: "cross-site", .origin: "https://shop.example",
            ]
            let wrong = try await client.postAsIs("/f/\(form.publicID)", "email=x&stamp=\(stamp)", headers: headers)
            #expect(wrong.headers[.accessControlAllowOrigin] == "*" && wrong.status == .ok)
            #expect(wrong.text.contains("\"done\":false") && wrong.text.contains("\"name\":\"Please fill this in.\""))
            let body = Self.answers("ola%40new.example", stamp: stamp)
            let taken = try await client.postAsIs("/f/\(form.publicID)", body, headers: headers)
            #expect(taken.text.contains("\"redirect\":\"https://shop.example/thanks\""))
            let again = try await client.postAsIs("/f/\(form.publicID)", "email=x", headers: headers)
            #expect(again.text.contains("\"stamp\":\""))
            let page = try await client.get("/f/\(form.publicID)")
            #expect(page.headers[.accessControlAllowOrigin] == nil)
            let policy = try #require(page.headers[.contentSecurityPolicy])
            #expect(policy.contains("form-action 'self' https://shop.example;"))
            let plain = try await client.postAsIs("/f/\(form.publicID)", body, headers: [.secFetchSite: "cross-site"])
            #expect(plain.location == "https://shop.example/thanks")
        }
    }

    @Test func `a form without a stamp is shown once more, ticked only beside the words that stood there`() async throws
    {
        let (world, form) = try await world()
        try await world.visitSignedOut { client async throws in
            let answers = "email=ola%40new.example&name=Ola&consent-email=yes"
            let headers: HTTPFields = [.secFetchSite: "cross-site"]
            let same = try await client.postAsIs("/f/\(form.publicID)", answers + "&version=1", headers: headers)
            #expect(same.status == .ok && same.text.contains("Please look over your answers"))
            #expect(same.text.contains("value=\"ola@new.example\""))
            #expect(same.text.contains("name=\"consent-email\" value=\"yes\" checked"))
            let old = try await client.postAsIs("/f/\(form.publicID)", answers + "&version=7", headers: headers)
            #expect(old.text.contains("name=\"consent-email\" value=\"yes\" aria"), "not ticked")
        }
        #expect(try await links(world).isEmpty)
    }

    @Test func `other sites may send forms and nothing else`() async throws {
        let (world, form) = try await world()
        try await world.visit { client async throws in
            let headers: HTTPFields = [.secFetchSite: "cross-site"]
            for path in [
                "/f/\(form.publicID)/thanks", "/f/confirm/x", "/f/x/y", "/f/toolongforapublicid", "/forms",
                "/f/../forms",
            ] {
                #expect(try await client.postAsIs(path, "name=A", headers: headers).status == .forbidden, "\(path)")
            }
        }
    }

    @Test func `closed and unknown forms, and requests that are too large, get a page`() async throws {
        let (world, form) = try await world()
        try await world.visitSignedOut { client async throws in
            let large = try await client.post("/f/\(form.publicID)", "email=" + String(repeating: "a", count: 1 << 17))
            #expect(large.status == .contentTooLarge && !large.text.contains("navigation"))
            try await world.site.forms.set(.inactive, of: form.id)
            #expect(try await client.text("/f/\(form.publicID)").contains("Nobody can sign up here"))
            #expect(try await client.post("/f/\(form.publicID)", "email=a").text.contains("Nobody can sign up here"))
            for path in ["/f/aaaaaaaaaa", "/f/aaaaaaaaaa/embed.js", "/f/x%27y/thanks"] {
                let page = try await client.get(path)
                #expect(page.status == .notFound && page.text.contains("There is nothing at this address."))
            }
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `whatever bytes are sent, the server does not fail`() async throws {
        let (world, form) = try await world()
        let random = Mutex(SeededGenerator(for: "public bytes"))
        try await world.visitSignedOut { client async throws in
            let stamp = try Self.stamp(in: try await client.text("/f/\(form.publicID)"))
            clock.advance(by: .seconds(5))
            for round in 0..<80 {
                let bytes = random.withLock { random in
                    (0..<random.int(0...400)).map { _ in UInt8(random.int(0...255)) }
                }
                var body = ByteBuffer(string: "email=f\(round)%40new.example&stamp=\(stamp)&consent-email=yes&name=")
                body.writeBytes(bytes)
                let answer = try await client.execute(
                    uri: "/f/\(form.publicID)",
                    method: .post,
                    headers: [:],
                    body: body
                )
                #expect(answer.status.kind != .serverError)
            }
        }
    }

    @Test func `unsubscribing and preferences are pages that change nothing by themselves`() async throws {
        let (world, _) = try await world()
        let id = try await world.id(of: "kontakt1@mail.example")
        let contact = try await world.database.read { connection in
            let reader = ContactReader(connection)
            return try #require(try reader.number(of: id).flatMap { try reader.contact($0) })
        }
        for channel in MarketingChannel.allCases {
            let page = world.site.publicPage(UnsubscribePage(contact, from: channel, action: "/m/u/TOKEN"))
            #expect(page.status == .ok)
        }
        _ = world.site.publicPage(PreferencesPage(contact, action: "/m/p/TOKEN", isSaved: true))
        let (wishes, shown) = PreferencesPage.wishes(in: FormFields("email=yes"))
        #expect(wishes == [.email: .optedIn, .mobile: .optedOut] && shown.contains("e-mails"))
        #expect(world.rendered.missingNames.isEmpty)
        #expect(world.rendered.templates.isSuperset(of: ["public-button", "public-preferences"]))
    }
}
