import Access
import Bitmaps
import Contacts
import Hummingbird
import HummingbirdTesting
import Messaging
import Storage
import Testing

@testable import WebUI

/// The messages of a contact on its card.
struct CardMessageTests {
    private static let email = "kontakt1@mail.example"

    /// Puts messages for a contact into the outbox, the latest last.
    private func add(_ count: Int, to email: String, in world: World) async throws {
        let content = TemplateContent(language: "en", variants: ["en": .init(subject: "Hello", text: "Good day")])
        let template = try await world.site.templates.create("News", .email, content)
        let address = try EmailAddress(email)
        try await world.database.write { connection in
            let number = try #require(try ContactReader(connection).number(of: address))
            let order = MessageOrder(template.id, .email, cause: Cause(.workflow, id: 1, actor: "workflow 1"))
            for index in 0..<count {
                try Outbox(connection).add(order, for: Bitmap([number]), at: World.now + Int64(index) * 60_000)
            }
        }
    }

    @Test func `a card shows the latest messages, how they stand and why one was withheld`() async throws {
        let world = try await World()
        try await add(3, to: Self.email, in: world)
        let at = World.now
        try await world.database.write { connection in
            try connection.execute(
                "UPDATE message SET state = 2, settled_at = \(at), opened_at = \(at), clicked_at = \(at) WHERE id = 1"
            )
            try connection.execute(
                "UPDATE message SET state = 3, settled_at = \(at), problem = 'the contact is opted out' WHERE id = 2"
            )
        }
        let path = "/contacts/\(try await world.id(of: Self.email))"
        let other = "/contacts/\(try await world.id(of: "kontakt3@mail.example"))"
        try await world.visit { client in
            let page = try await client.text(path)
            let part = try #require(page.split(separator: #"id="messages""#).last?.split(separator: "</section>").first)
            #expect(part.matches(of: /E-mail: News/).count == 3)
            let words = [
                ">waiting<", ">not sent: no consent<", "the contact is opted out", ">sent<", "opened",
                "a link followed",
            ]
            let places = words.map { part.firstRange(of: $0)?.lowerBound }
            #expect(places.allSatisfy { $0 != nil })
            #expect(places.compactMap(\.self) == places.compactMap(\.self).sorted())
            #expect(try await client.text(other).contains("No messages."))
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `a card shows twenty messages at most`() async throws {
        let world = try await World()
        try await add(22, to: Self.email, in: world)
        let path = "/contacts/\(try await world.id(of: Self.email))"
        try await world.visit { client async throws in
            #expect(try await client.text(path).matches(of: /E-mail: News/).count == 20)
        }
    }

    @Test(arguments: Role.allCases)
    func `who may not see the outbox sees no messages on a card`(role: Role) async throws {
        let world = try await World()
        try await add(1, to: Self.email, in: world)
        let user = try await world.user(role)
        try await world.give(Self.email, to: user, .owner)
        let path = "/contacts/\(try await world.id(of: Self.email))"
        try await world.visit(as: user) { client in
            let outbox = try await client.get("/messages")
            let page = try await client.get(path)
            #expect(page.status == .ok)
            #expect(page.text.contains("E-mail: News") == (outbox.status == .ok))
            #expect(page.text.contains("messages-heading") == user.may(.manageMessages))
            if outbox.status == .ok { #expect(outbox.text.contains("E-mail: News")) }
        }
    }
}
