import Access
import Automations
import Bitmaps
import Contacts
import Foundation
import Hummingbird
import HummingbirdTesting
import Mail
import Messaging
import Storage
import Testing

@testable import WebUI

struct MessagePageTests {
    private func templates(_ world: World) async throws -> [MessageTemplate] {
        try await world.database.read { connection in
            try MessageChannel.allCases.flatMap(TemplateReader(connection).all)
        }
    }

    @Test func `a template is made, written in two languages, and deleted`() async throws {
        let world = try await World()
        try await world.visit(as: .marketer) { client in
            let made = try await client.post("/messages/templates", "name=Welcome&channel=email")
            let path = try #require(made.location)
            let page = try await client.get(path)
            #expect(page.text.contains("{{first-name}}") && page.text.contains("Send it to me"))
            let english =
                "name=Welcome&language=en&subject=Hello&html=%3Cp%3EHi%3C%2Fp%3E&text=Hi&default=yes&revision=1"
            #expect(try await client.post(path, english).status == .seeOther)
            let polish = "name=Welcome&language=pl&subject=Cze%C5%9B%C4%87&text=Hej&revision=2"
            #expect(try await client.post(path, polish).location == "\(path)?language=pl")
            let content = try #require(try await templates(world).first).content
            #expect(content.language == "en" && content.variants.keys.sorted() == ["en", "pl"] && !content.isFollowed)
            #expect(content.variants["en"]?.html == "<p>Hi</p>" && content.variants["pl"]?.subject == "Cześć")
            let preview = try await client.get("\(path)/preview?language=en")
            #expect(preview.text == "<p>Hi</p>")
            #expect(preview.headers[.contentSecurityPolicy]?.hasPrefix("sandbox;") == true)
            let unknown = "name=Welcome&language=pl&subject=A&text=%7B%7Bwho%7D%7D&revision=3"
            let wrong = try await client.post(path, unknown)
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("stands for nothing"))
            let late = try await client.post(path, polish)
            #expect(late.status == .unprocessableContent && late.text.contains("Somebody else changed"))
            #expect(try await client.post("\(path)/delete", "").status == .seeOther)
            #expect(try await templates(world).count == 1)
            _ = try await client.post("\(path)/delete", "confirmation=yes")
            #expect(try await templates(world).isEmpty)
        }
    }

    @Test(arguments: [true, false])
    func `a template that a rule sends is neither renamed nor deleted`(isShared: Bool) async throws {
        let world = try await World()
        let text = TemplateContent(language: "en", variants: ["en": .init(text: "Hi")])
        let template = try await world.site.templates.create("Welcome", .text, text)
        let other = try await world.site.templates.create("Other", .text, text)
        // A draft counts too: it may be activated at any time.
        let rule = RuleDefinition(yes: [DelayedAction(.send(MessageStep(.text, template: "WELCOME")))])
        try await world.site.automations.create(
            AutomationSettings("Greeting", isShared: isShared),
            .rule(rule),
            by: .operator
        )
        let user = isShared ? "the rule Greeting" : "a rule of somebody else"
        try await world.visit(as: .marketer) { client in
            let fields = "&language=en&text=Hello&default=yes&revision="
            let path = "/messages/templates/\(template.id.number)"
            let renamed = try await client.post(path, "name=Hello\(fields)1")
            #expect(renamed.status == .unprocessableContent)
            #expect(renamed.text.contains("The template Welcome cannot be renamed: \(user) sends it"))
            // Another case is the same name, and the text may change.
            #expect(try await client.post(path, "name=WELCOME\(fields)1").status == .seeOther)
            let deleted = try await client.post("\(path)/delete", "confirmation=yes")
            #expect(try await client.text(try #require(deleted.location)).contains("Welcome") == false)
            _ = try await client.post("/messages/templates/\(other.id.number)", "name=Free\(fields)1")
        }
        #expect(try await templates(world).map(\.name) == ["Free", "WELCOME"])
    }

    @Test func `a test goes to whoever asks, with data of contacts within reach only`() async throws {
        let world = try await World()
        try await world.visit(as: .marketer) { client in
            let made = try await client.post("/messages/templates", "name=Welcome&channel=email")
            let path = try #require(made.location)
            _ = try await client.post("\(path)/test", "language=en&contact=")
            let email = try await world.database.read {
                try $0.firstRow("SELECT email FROM contact_profile ORDER BY number") { $0.text(0) } ?? ""
            }
            // The marketer owns nobody.
            _ = try await client.post("\(path)/test", "language=en&contact=\(FormFields.encoded(email))")
        }
        let found = try await world.database.read {
            try MessageReader($0).messages(in: [.waiting], limit: 9, reach: .everybody)
        }
        #expect(found.map(\.address) == ["marketer@team.example"] && found.map(\.purpose) == [.test])
    }

    @Test func `accounts are an administrator's, and their passwords are never shown`() async throws {
        let world = try await World()
        try await world.visit { client in
            let form =
                "kind=email&name=Mail&host=smtp.example.com&port=587&security=starttls&user=u&password=top-secret"
                + "&from=shop%40example.com&connections=3&per-minute=60"
            #expect(try await client.post("/messages/accounts", form).status == .seeOther)
            let wrong = try await client.post("/messages/accounts", "kind=email&name=B&host=&port=1&from=x")
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("name of the mail server"))
            let account = try #require(try await world.site.accounts.all().first)
            let page = try await client.get("/messages/accounts/\(account.id.number)")
            #expect(page.text.contains("smtp.example.com") && !page.text.contains("top-secret"))
            let change = form.replacing("password=top-secret", with: "password=")
                .replacing("name=Mail", with: "name=Post")
            #expect(try await client.post("/messages/accounts/\(account.id.number)", change).status == .seeOther)
            guard case .email(let settings)? = try await world.site.accounts.all().first?.settings else {
                Issue.record("no account for e-mail")
                return
            }
            #expect(settings.server.password == "top-secret" && settings.connections == 3)
        }
        try await world.visit(as: .marketer) { client async throws in
            #expect(try await client.get("/messages/accounts").status == .forbidden)
        }
    }

    @Test func `the outbox shows what became of messages, and cancels and sends again`() async throws {
        let world = try await World()
        let content = TemplateContent(language: "en", variants: ["en": .init(subject: "Hello", text: "Good day")])
        let template = try await world.site.templates.create("News", .email, content)
        let number: UInt32 = 1
        try await world.database.write { connection in
            let order = MessageOrder(template.id, .email, cause: Cause(.workflow, id: 1, actor: "workflow 1"))
            try Outbox(connection).add(order, for: Bitmap([number]), at: World.now)
        }
        try await world.visit { client in
            let page = try await client.get("/messages")
            #expect(page.text.contains("E-mail: News") && page.text.contains("waiting"))
            #expect(try await client.post("/messages/cancel", "state=all").status == .seeOther)
            _ = try await client.post("/messages/cancel", "state=all&message=1")
            #expect(try await client.get("/messages?state=failed").text.contains("cancelled"))
            _ = try await client.post("/messages/again", "state=failed&message=1")
            #expect(try await client.get("/messages?state=waiting").text.contains("E-mail: News"))
        }
        // Who owns nobody sees no message.
        try await world.visit(as: .marketer) { client in
            #expect(try await client.get("/messages").text.contains("No message here"))
            _ = try await client.post("/messages/cancel", "state=all&message=1")
        }
        let left = try await world.database.read {
            try MessageReader($0).messages(in: [.waiting], limit: 9, reach: .everybody)
        }
        #expect(left.count == 1)
    }
}
