import Contacts
import Forms
import Messaging
import Storage
import TestSupport
import Testing

/// What the people who change templates may not take from forms.
struct ConfirmationTemplateTests {
    private static let link = TemplateContent(
        language: "en",
        variants: [
            "en": .init(subject: "Yes?", html: "<a href=\"{{confirm-url}}\">yes</a>", text: "{{confirm-url}}"),
            "pl": .init(subject: "Tak?", text: "{{confirm-url}}"),
        ]
    )

    /// The same without the link in a part, which is then named.
    private static let gaps: [(variant: TemplateContent.Variant, error: String)] = [
        (.init(subject: "{{confirm-url}}", text: "no"), "the text (pl) has no {{confirm-url}}"),
        (.init(subject: "A", html: "<p>no</p>", text: "{{confirm-url}}"), "the HTML (pl) has no {{confirm-url}}"),
        (.init(subject: "A", html: "{{confirm-url}}", text: "no"), "the text (pl) has no {{confirm-url}}"),
    ]

    private func change(
        _ template: MessageTemplate,
        to name: String? = nil,
        _ content: TemplateContent? = nil,
        in world: FormWorld
    ) async throws {
        try await TemplateStore(world.database, time: world.clock.time).change(
            template.id,
            name: name ?? template.name,
            content ?? template.content,
            account: nil
        ) { try ConfirmationTemplate.check($0, $1, $2) }
    }

    private func user(of template: MessageTemplate, in world: FormWorld) async throws -> String? {
        try await world.database.read { try ConfirmationTemplate.user(of: template, $0) }
    }

    @Test(arguments: StoreKind.available)
    func `a template that an active form names keeps its link and its name`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let templates = TemplateStore(world.database, time: world.clock.time)
            let own = try await templates.create("Yes", .email, Self.link)
            var definition = FormWorld.newsletter
            definition.template = "YES"
            let form = try await world.form(definition)
            for gap in Self.gaps {
                var content = Self.link
                content.variants["pl"] = gap.variant
                let error = await #expect(throws: TemplateError.self) { try await change(own, content, in: world) }
                #expect(error?.message.hasPrefix(gap.error) == true, "\(String(describing: error))")
                #expect(error?.message.contains("the form Newsletter sends it") == true)
            }
            #expect(try await world.database.read { try TemplateReader($0).template(own.id) } == own)
            await #expect(throws: TemplateError.sentByName("Yes", by: "the form Newsletter")) {
                try await change(own, to: "No", in: world)
            }
            #expect(try await user(of: own, in: world) == "the form Newsletter")
            // Another case is the same name, and what keeps the link may be written anew.
            var content = Self.link
            content.variants["pl"] = nil
            try await change(own, to: "yes", content, in: world)
            // A form that is not active is asked when it is opened again.
            try await world.store.set(.inactive, of: form.id)
            content.variants["en"] = .init(subject: "A", text: "no")
            try await change(own, content, in: world)
            let error = await #expect(throws: FormError.self) { try await world.store.set(.active, of: form.id) }
            #expect(error?.message.contains("has no {{confirm-url}} in its text (en)") == true)
            try await change(own, to: "No", in: world)
            #expect(try await user(of: own, in: world) == nil)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a form that is opened at the same moment keeps the link of its template`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let templates = TemplateStore(world.database, time: world.clock.time)
            let own = try await templates.create("Yes", .email, Self.link)
            var definition = FormWorld.newsletter
            definition.template = "Yes"
            let form = try await world.form(definition)
            try await world.store.set(.inactive, of: form.id)
            let isOpen = Gate()
            let mayCommit = Gate()
            // What the store does, held up before its commit.
            async let opening = world.database.write { connection in
                try connection.lock(LockKey.forms)
                try connection.execute("UPDATE form SET state = \(FormState.active.rawValue)")
                isOpen.open()
                return mayCommit.pass()
            }
            #expect(await isOpen.opened())
            var content = Self.link
            content.variants["pl"] = Self.gaps[0].variant
            async let change: Void = change(own, content, in: world)
            if kind == .postgres {
                #expect(try await eventually { try await world.database.isWaiting(forLock: LockKey.forms) })
            }
            mayCommit.open()
            #expect(try await opening)
            do {
                try await change
                Issue.record("the link is gone from the template of an active form")
            } catch let error as TemplateError {
                #expect(error.message.contains("the form Newsletter sends it"))
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `the program's own template never loses the link`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let templates = TemplateStore(world.database, time: world.clock.time)
            let name = ConfirmationTemplate.standardName
            let own = try await templates.create(name, .email, Self.link)
            let other = try await templates.create(
                "News",
                .email,
                .init(language: "en", variants: ["en": .init(subject: "A", text: "B")])
            )
            var content = Self.link
            content.variants["pl"] = Self.gaps[0].variant
            let broken = await #expect(throws: TemplateError.self) { try await change(own, content, in: world) }
            #expect(broken?.message.contains("every form without a template of its own sends it") == true)
            await #expect(
                throws: TemplateError.noLink(.text, language: "en", user: "every form without a template of its own")
            ) {
                try await templates.delete(own.id) { _, _ in nil }
                try await change(other, to: name.uppercased(), in: world)
            }
            let again = try await templates.create(name, .email, Self.link)
            try await change(again, to: "Old", in: world)
            try await change(again, to: name, in: world)
            _ = try await world.form()
            #expect(try await user(of: again, in: world) == "the form Newsletter")
            await #expect(throws: TemplateError.sentByName(name, by: "the form Newsletter")) {
                try await change(again, to: "Old", in: world)
            }
            // Nobody sends the others for a form, whatever they are called in another channel.
            #expect(try await user(of: other, in: world) == nil)
            let text = try await templates.create(
                name,
                .text,
                .init(language: "en", variants: ["en": .init(text: "B")])
            )
            #expect(try await user(of: text, in: world) == nil)
            try await change(text, to: "Other", in: world)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a form whose template is gone sends the program's own`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let templates = TemplateStore(world.database, time: world.clock.time)
            let standard = try await templates.create(ConfirmationTemplate.standardName, .email, Self.link)
            let own = try await templates.create("Yes", .email, Self.link)
            var definition = FormWorld.newsletter
            definition.template = "Yes"
            _ = try await world.form(definition)
            #expect(try await user(of: standard, in: world) == nil)
            try await templates.delete(own.id) { _, _ in nil }
            #expect(try await user(of: standard, in: world) == "the form Newsletter")
            // A new template of a name that a form sends begins with the link.
            let beginnings = try await world.database.read { connection in
                try ["yes ", "sign-up CONFIRMATION", "News"].map {
                    try ConfirmationTemplate.beginning(of: $0, connection)
                }
            }
            #expect(beginnings.map { $0?.bodies(without: .confirmation).isEmpty } == [true, true, nil])
        }
    }
}
