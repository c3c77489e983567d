import Contacts
import Storage
import TestSupport
import Testing

@testable import Messaging

struct TemplateContentTests {
    private func content(_ variants: [String: TemplateContent.Variant], _ language: String = "en") -> TemplateContent {
        TemplateContent(language: language, variants: variants)
    }

    @Test func `a contact gets its language, or the first one`() {
        let content = content(["en": .init(subject: "Hello"), "pl": .init(subject: "Dzień dobry")])
        for (language, subject) in [
            ("pl", "Dzień dobry"), ("PL", "Dzień dobry"), ("pl-PL", "Dzień dobry"), ("de", "Hello"), (nil, "Hello"),
            ("", "Hello"), ("polski", "Hello"),
        ] as [(String?, String)] {
            #expect(content.variant(for: language).variant.subject == subject, "\(language ?? "none")")
        }
    }

    @Test func `what cannot be sent is refused`() throws {
        let long = String(repeating: "ž", count: TemplateContent.maximumLength + 1)
        let cases: [(TemplateContent, MessageChannel, TemplateError)] = [
            (content([:]), .email, .noLanguage),
            (content(["pl": .init(subject: "A", text: "B")]), .email, .noLanguage),
            (content(["english": .init(subject: "A", text: "B")]), .email, .unfitLanguage("english")),
            (content(["en": .init(subject: " \n", text: "B")]), .email, .noSubject(language: "en")),
            (content(["en": .init(subject: "A", html: " ", text: "\n")]), .email, .noBody(language: "en")),
            (content(["en": .init(subject: "A", html: "<b>B</b>")]), .text, .noBody(language: "en")),
            (content(["en": .init(text: long)]), .text, .tooLong(language: "en", limit: 200_000)),
            (content(["en": .init(text: "a\0")]), .text, .zeroCharacter),
            (content(["en": .init(subject: "{{who}}", text: "a")]), .email, .unknownPlaceholder("who")),
        ]
        for (content, channel, error) in cases { #expect(throws: error) { try content.checked(for: channel) } }
        let tidy = try content(["EN": .init(subject: " A B ", html: " ", text: "C")], "EN").checked(for: .email)
        #expect(tidy == content(["en": .init(subject: "A B", text: "C")]))
    }

    @Test(arguments: StoreKind.available)
    func `templates are kept, changed by one at a time, and deleted unless somebody needs them`(
        kind: StoreKind
    ) async throws {
        try await MessagingWorld.with(kind) { world in
            let first = try await world.templates.create(
                " News ",
                .email,
                content(["en": .init(subject: "A", text: "B")])
            )
            #expect(first.name == "News" && first.revision == 1)
            await #expect(throws: TemplateError.nameTaken("News")) {
                try await world.templates.create("NEWS", .email, first.content)
            }
            // Another channel has names of its own.
            let text = try await world.templates.create("News", .text, content(["en": .init(text: "B")]))
            #expect(text.content.variants["en"]?.subject == nil)
            await #expect(throws: TemplateError.emptyName) {
                try await world.templates.create(" ", .text, text.content)
            }
            world.clock.advance(by: .seconds(1))
            let changed = try await world.templates.change(
                first.id,
                name: "Weekly",
                content(["pl": .init(subject: "A", text: "Zażółć {{first-name|gęślą}}")], "pl"),
                account: nil,
                revision: 1
            ) { _, _, _ in }
            #expect(changed.revision == 2 && changed.modifiedAt == first.modifiedAt + 1000)
            await #expect(throws: TemplateError.changedMeanwhile) {
                try await world.templates.change(first.id, name: "X", first.content, account: nil, revision: 1) {
                    _,
                    _,
                    _ in
                }
            }
            // What is refused at the end leaves no trace.
            await #expect(throws: TemplateError.sentByName("Weekly", by: "Monthly")) {
                try await world.templates.change(first.id, name: "Monthly", first.content, account: nil) {
                    before,
                    after,
                    _ in
                    throw TemplateError.sentByName(before.name, by: after.name)
                }
            }
            #expect(try await world.database.read { try TemplateReader($0).template(first.id) } == changed)
            await #expect(throws: TemplateError.inUse("Weekly", by: "the rule A")) {
                try await world.templates.delete(first.id) { _, _ in "the rule A" }
            }
            let found = try await world.database.read { connection in
                try [" weekly\n", "Week\0ly"].map { try TemplateReader(connection).template(.email, named: $0)?.id }
            }
            #expect(found == [first.id, nil])
            try await world.templates.delete(first.id) { _, _ in nil }
            let left = try await world.database.read { connection in
                try MessageChannel.allCases.map { try TemplateReader(connection).all($0).map(\.name) }
            }
            #expect(left == [[], ["News"]])
        }
    }
}
