import Access
import Bitmaps
import Contacts
import Hummingbird
import HummingbirdTesting
import Messaging
import Storage
import Testing
import Tracking

@testable import WebUI

/// The addresses that stand in messages, as whoever gets one uses them.
struct MessageLinkTests {
    private static let email = "anna@example.com"

    /// A message to the first contact that is opted in.
    private func message(_ world: World) async throws -> (id: Int64, number: UInt32, signer: TokenSigner) {
        let content = TemplateContent(language: "en", variants: ["en": .init(subject: "Hello", text: "Good day")])
        let template = try await world.site.templates.create("News", .email, content)
        return try await world.database.write { connection in
            let number = try #require(
                try connection.firstRow(
                    "SELECT number FROM contact WHERE email_status = 1 AND removed_at IS NULL ORDER BY number"
                ) { $0.number(0) }
            )
            let order = MessageOrder(template.id, .email, cause: Cause(.workflow, id: 1, actor: "workflow 1"))
            try Outbox(connection).add(order, for: Bitmap([number]), at: World.now)
            let id = try MessageReader(connection).messages(of: number, limit: 1)[0].id
            return (id, number, try TokenSigner(connection))
        }
    }

    private func contact(_ world: World, _ number: UInt32) async throws -> Contact {
        try #require(try await world.database.read { try ContactReader($0).contact(number) })
    }

    @Test func `opening the page changes nothing, the button unsubscribes`() async throws {
        let world = try await World()
        let (id, number, signer) = try await message(world)
        let path = "/m/u/" + signer.token(.unsubscription, number: id)
        try await world.visitSignedOut { client in
            let page = try await client.get(path)
            #expect(page.status == .ok && page.text.contains("Unsubscribe"))
            #expect(try await contact(world, number).emailStatus == .optedIn)
            #expect(try await client.post(path, "").text.contains("no more e-mails"))
            #expect(try await contact(world, number).emailStatus == .optedOut)
            #expect(try await client.post(path, "").status == .ok)
        }
        let record = try await world.database.read {
            try ConsentRecord($0).entries(of: number, visibleTo: .operator)
        }
        #expect(record.first?.verdict == .withdrawn && record.first?.cause.kind == .unsubscription)
        #expect(record.first?.cause.text == "News" && record.first?.cause.id == id)
        #expect(record.first?.evidence?.address != nil)
    }

    @Test func `a mail program unsubscribes with one click`() async throws {
        let world = try await World()
        let (id, number, signer) = try await message(world)
        try await world.visitSignedOut { client in
            // RFC 8058: the body says so, and no header of a browser comes along.
            let path = "/m/u/" + signer.token(.unsubscription, number: id)
            let answer = try await client.postAsIs(path, "List-Unsubscribe=One-Click")
            #expect(answer.status == .ok)
            #expect(try await contact(world, number).emailStatus == .optedOut)
        }
    }

    @Test func `the page of preferences gives and takes consent, with the words that were shown`() async throws {
        let world = try await World()
        let (id, number, signer) = try await message(world)
        let path = "/m/p/" + signer.token(.preferences, number: id)
        try await world.visitSignedOut { client in
            #expect(try await client.get(path).text.contains("news and offers"))
            #expect(try await client.post(path, "mobile=yes").text.contains("Saved."))
            var after = try await contact(world, number)
            #expect(after.emailStatus == .optedOut && after.mobileStatus == .optedIn)
            _ = try await client.post(path, "email=yes&mobile=yes")
            after = try await contact(world, number)
            #expect(after.emailStatus == .optedIn)
        }
        let record = try await world.database.read {
            try ConsentRecord($0).entries(of: number, visibleTo: .operator)
        }
        #expect(record.first?.verdict == .granted && record.first?.wording?.contains("news and offers") == true)
    }

    @Test func `a link leads where the message said, and tells a monitored site who comes`() async throws {
        let world = try await World()
        let (id, number, signer) = try await message(world)
        try await world.site.sites.add("shop.example", coversSubdomains: true)
        @Sendable func path(_ target: String) -> String {
            "/m/c/" + signer.token(.click, withUnsafeBytes(of: id.bigEndian, Array.init) + Array(target.utf8))
        }
        let contact = try await contact(world, number)
        try await world.visitSignedOut { client in
            for (target, location) in [
                ("https://other.example/a?b=1#c", "https://other.example/a?b=1#c"),
                ("https://www.shop.example/a?b=1#c", "https://www.shop.example/a?b=1&smclient=\(contact.id)#c"),
            ] {
                let answer = try await client.get(path(target))
                #expect(answer.status == .found && answer.location == location)
            }
            let forged = String(path("https://evil.example").dropLast(4)) + "AAAA"
            #expect(try await client.get(forged).status == .notFound)
        }
        let activities = try await world.database.read { try ContactReader($0).activities(of: number, limit: 9) }
        #expect(activities.filter { $0.kind == .linkClicked }.count == 2)
    }

    @Test func `opening a message is noted, and every token gets a picture`() async throws {
        let world = try await World()
        let (id, number, signer) = try await message(world)
        try await world.visitSignedOut { client in
            for token in [signer.token(.opening, number: id), "none", signer.token(.click, number: id)] {
                let answer = try await client.get("/m/o/\(token).gif")
                #expect(answer.status == .ok && answer.headers[.contentType] == "image/gif")
            }
        }
        let activities = try await world.database.read { try ContactReader($0).activities(of: number, limit: 9) }
        #expect(activities.map(\.kind) == [.emailOpened])
    }
}
