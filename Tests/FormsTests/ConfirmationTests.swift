import Contacts
import Forms
import Logging
import Messaging
import Storage
import TestSupport
import Testing

struct ConfirmationTests {
    private static let email = "ola@shop.example"

    private func unsubscribe(_ world: FormWorld) async throws {
        let id = try #require(try await world.contact(Self.email)).id
        let cause = Cause(.unsubscription, actor: "contact")
        try await world.consent.unsubscribe(id, from: [.email], cause: cause, evidence: Evidence(address: "192.0.2.1"))
    }

    @Test(arguments: StoreKind.available)
    func `a link works once, and a second click says so without changing anything`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            let token = try await world.token(form, Self.email)
            #expect(try await world.confirmations.look(at: token).word == "open")
            #expect(try await world.contact(Self.email)?.emailStatus == .optedOut, "a look changes nothing")
            #expect(try await world.click(token).word == "confirmed")
            let consents = try await world.card(Self.email).consents
            try await unsubscribe(world)
            #expect(try await world.click(token).word == "confirmed")
            #expect(try await world.contact(Self.email)?.emailStatus == .optedOut, "a used link brings nobody back")
            #expect(try await world.card(Self.email).consents.count == consents.count + 1)
            #expect(try await world.confirmations.look(at: token).word == "confirmed")
        }
    }

    @Test(arguments: StoreKind.available)
    func `the browser that signed up is known from the click on, and not before`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            let browser = "0b8d7a52-3c9f-4c57-9d7e-0f4f6a0e1b2c"
            let answers = ["email": Self.email, "consent-email": "yes", Submission.browserKey: browser]
            try await world.submit(form, answers)
            let token = try #require(try await world.sent().first).token
            #expect(try await world.contact(Self.email)?.isMonitored == false)
            try await world.click(token)
            #expect(try await world.contact(Self.email)?.isMonitored == true)
            let known = try await world.database.read {
                try $0.rows("SELECT id FROM visitor WHERE number IS NOT NULL") { $0.text(0) }
            }
            #expect(known == [browser])
            // What is no such cookie is nobody's.
            let forged = ["email": "b@shop.example", "consent-email": "yes", Submission.browserKey: "x"]
            try await world.submit(form, forged)
            let kept = try await world.database.read {
                try $0.rows("SELECT visitor FROM sign_up ORDER BY id") { $0.optionalText(0) }
            }
            #expect(kept == [browser, nil])
        }
    }

    @Test(arguments: StoreKind.available)
    func `clicks at the same time count once`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            let token = try await world.token(form, Self.email)
            let words = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<8 { group.addTask { try await world.click(token).word } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(words == Array(repeating: "confirmed", count: 8))
            let granted = try await world.card(Self.email).consents.filter { $0.verdict == .granted }
            #expect(granted.count == 1)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a forged token opens nothing`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            let token = try await world.token(form, Self.email)
            for forged in ["", "x", String(token.dropLast()), token + "A", token.uppercased(), "a\0b", "'; DROP"] {
                #expect(try await world.click(forged).word == "none")
                #expect(try await world.confirmations.look(at: forged).word == "none")
            }
            #expect(try await world.contact(Self.email)?.emailStatus == .optedOut)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a link ends after the days that its version gave it`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            let token = try await world.token(form, Self.email)
            var changed = form.definition
            changed.expiryDays = 90
            try await world.store.change(form.id, to: changed, from: nil, by: .operator)
            world.clock.advance(by: .seconds(7 * 86_400 - 1))
            #expect(try await world.confirmations.look(at: token).word == "open")
            world.clock.advance(by: .seconds(1))
            #expect(try await world.click(token).word == "ended")
            #expect(try await world.contact(Self.email)?.emailStatus == .optedOut)
            let numbers = try await world.numbers(form)
            #expect((numbers.submitted, numbers.confirmed, numbers.waiting, numbers.expired) == (1, 0, 0, 1))
        }
    }

    @Test(arguments: StoreKind.available)
    func `who unsubscribed since is not brought back by an old link`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            let token = try await world.token(form, Self.email)
            // Nothing changes, as nobody has consented yet; it is meant all the same.
            try await unsubscribe(world)
            #expect(try await world.click(token).word == "ended")
            #expect(try await world.contact(Self.email)?.emailStatus == .optedOut)
            world.clock.advance(by: .seconds(3600))
            #expect(
                try await world.click(try await world.token(form, Self.email)).word == "confirmed",
                "a new link works"
            )
        }
    }

    @Test(arguments: StoreKind.available)
    func `a withdrawal by any other way ends the link too`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            let token = try await world.token(form, Self.email)
            world.clock.advance(by: .seconds(60))
            try await world.edit(Self.email, .emailStatus(.optedIn))
            #expect(try await world.confirmations.look(at: token).word == "open")
            try await world.edit(Self.email, .emailStatus(.optedOut))
            #expect(try await world.click(token).word == "ended")
            #expect(try await world.contact(Self.email)?.emailStatus == .optedOut)
        }
    }

    @Test(arguments: StoreKind.available)
    func `who was removed since is not brought back by an old link`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            let token = try await world.token(form, Self.email)
            world.clock.advance(by: .seconds(60))
            try await world.edit(Self.email, .remove)
            #expect(try await world.click(token).word == "ended")
            #expect(try await world.contact(Self.email)?.removedAt != nil)
        }
    }

    @Test(arguments: StoreKind.available)
    func `an address that was found invalid since is consented for, and stays invalid`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            let token = try await world.token(form, Self.email)
            try await world.edit(Self.email, .invalid(true))
            #expect(try await world.click(token).word == "confirmed")
            let contact = try await world.contact(Self.email)
            #expect(contact?.isInvalid == true && contact?.emailStatus == .optedIn)
        }
    }

    @Test(arguments: StoreKind.available)
    func `the version that was filled in proves the consent, whatever the form says now`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            let stamp = try #require(try await world.desk.show(form.publicID)).stamp
            var changed = form.definition
            changed.emailConsent?.wording = "Send me everything."
            try await world.store.change(form.id, to: changed, from: 1, by: .operator)
            world.clock.advance(by: .seconds(30))
            let answers = ["email": Self.email, "consent-email": "yes"]
            #expect(try await world.send(form, answers, stamp: stamp).word == "accepted")
            try await world.click(try #require(try await world.sent().first).token)
            let entry = try #require(try await world.card(Self.email).consents.first)
            #expect(entry.evidence?.version == 1 && entry.wording == "Send me the newsletter.")
        }
    }

    @Test(arguments: StoreKind.available)
    func `a link works although its form is closed or in the archive`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            let token = try await world.token(form, Self.email)
            try await world.store.set(.archived, of: form.id)
            #expect(try await world.click(token).word == "confirmed")
            #expect(try await world.desk.show(form.publicID) == nil)
        }
    }

    @Test(arguments: StoreKind.available)
    func `where sign-ups came from is forgotten when they expire`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            let token = try await world.token(form, Self.email)
            try await world.click(token)
            _ = try await world.token(form, "piotr@shop.example")
            let tidying = SignUpTidying(world.database, time: world.clock.time, logger: Logger(label: "test"))
            #expect(try await tidying.step() == 0)
            world.clock.advance(by: .seconds(7 * 86_400))
            #expect(try await tidying.step() == 2)
            #expect(try await world.count("sign_up", where: "address IS NOT NULL OR user_agent IS NOT NULL") == 0)
            #expect(try await world.count("sign_up_limit") == 0)
            // What proves a consent stays.
            let proof = try await world.card(Self.email).consents.first?.evidence
            #expect(proof?.address == "198.51.100.9" && proof?.text?.contains("192.0.2.7") == true)
        }
    }

    @Test(arguments: StoreKind.available)
    func `the message is the one that the form names, or the program's own`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let templates = TemplateStore(world.database, time: world.clock.time)
            let variant = TemplateContent.Variant(subject: "Yes?", text: "{{confirm-url}}")
            let own = try await templates.create("Yes", .email, .init(language: "en", variants: ["en": variant]))
            let none = TemplateContent(language: "en", variants: ["en": variant, "pl": .init(subject: "A", text: "B")])
            try await templates.create("No", .email, none)
            var definition = FormWorld.newsletter
            for (name, words) in [("Nothing", "there is no e-mail template"), ("no", "has no {{confirm-url}}")] {
                definition.template = name
                let error = await #expect(throws: FormError.self) { try await world.form(definition) }
                #expect(error?.message.contains(words) == true)
            }
            definition.template = " yes "
            let form = try await world.form(definition)
            _ = try await world.token(form, Self.email)
            #expect(try await world.sent().map(\.template) == [own.id])
            try await templates.delete(own.id) { _, _ in nil }
            // A sign-up is not lost because a template is.
            _ = try await world.token(form, "jan@shop.example")
            let kept = try await world.database.read {
                try TemplateReader($0).template(.email, named: ConfirmationTemplate.standardName)
            }
            let standard = try #require(kept)
            #expect(try await world.sent().last?.template == standard.id)
            #expect(standard.content.variants.keys.sorted() == ["de", "en", "pl"])
            #expect(try standard.content.placeholders() == [.confirmation])
            _ = try await world.token(form, "ewa@shop.example")
            #expect(try await world.sent().last?.template == standard.id)
        }
    }
}
