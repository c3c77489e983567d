import Access
import Contacts
import Foundation
import Hummingbird
import HummingbirdTesting
import Selections
import Storage
import Testing

@testable import WebUI

struct CardPageTests {
    private func address(_ email: String, in world: World) async throws -> String {
        try await world.database.read { connection in
            let reader = ContactReader(connection)
            let number = try #require(try reader.number(of: try EmailAddress(email)))
            return "/contacts/\(try #require(try reader.contact(number)).id)"
        }
    }

    @Test func `everything on a card can be changed and shows in the timeline`() async throws {
        let world = try await World()
        let path = try await address("kontakt5@mail.example", in: world)
        try await world.visit { client in
            for (action, form) in [
                ("add-tags", "names=spring,sale&score=4"), ("delete-tag", "tag=SALE"),
                ("set-detail", "name=city&value=Brno"), ("set-detail", "name=size&value=43"),
                ("delete-detail", "name=size"), ("add-note", "text=Called+today&private=yes"),
                ("remove", ""), ("restore", ""),
            ] {
                #expect(try await client.post("\(path)/\(action)", form).status == .seeOther, "\(action)")
            }
            let card = try await client.text(path)
            for words in [
                "SPRING", "Tag SALE", "score 4", "Detail city", "Detail size", "Called today",
                "in use</span> → deleted",
            ] { #expect(card.contains(words), "\(words)") }
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `the card shows what the contact did last, and nothing where that is nothing`() async throws {
        let world = try await World()
        let path = try await address("kontakt5@mail.example", in: world)
        try await world.visit { client async throws in
            #expect(!(try await client.text(path)).contains("What the contact did"))
        }
        let recording = EventRecording(world.database, time: world.site.time)
        let email = ContactReference.email(try EmailAddress("kontakt5@mail.example"))
        let cause = Cause(.api, actor: "operator")
        for index in 1...21 {
            let event = try ExternalEvent(type: "VISIT_\(index)", at: World.now - Int64(100 - index) * 60_000)
            try await recording.record(event, of: email, cause: cause, actor: .operator)
        }
        let order = try ExternalEvent(type: "<PURCHASE>", description: "Order & 7", value: 1234.5)
        try await recording.record(order, of: email, cause: cause, actor: .operator)
        try await world.visit { client in
            let card = try await client.text(path)
            let part = try #require(
                card.split(separator: "id=\"activities\"").last?.split(separator: "</section>").first
            )
            #expect(
                part.contains(
                    "<strong>External event</strong>: &lt;PURCHASE&gt;, worth 1\u{202F}234.50<br><span class=\"note-text\">Order &amp; 7</span>"
                )
            )
            #expect(part.contains("VISIT_21<") && part.contains("VISIT_3<") && !part.contains("VISIT_2<"))
            #expect(part.split(separator: "<li>").count == 21)
            #expect(
                card.contains(
                    "<strong>External event</strong>: <span class=\"text-body-secondary\">none</span> → &lt;PURCHASE"
                )
            )
            #expect(card.contains("by another program"))
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test(arguments: [
        (12.5, "12.50"), (-1234567.891, "−1\u{202F}234\u{202F}567.89"), (0, "0"), (1000, "1\u{202F}000"), (0.004, "0"),
        (3e12, "3\u{202F}000\u{202F}000\u{202F}000\u{202F}000"),
    ])
    func `a value is written with few digits`(value: Double, words: String) {
        #expect(ActivityItem.words(value) == words)
    }

    @Test func `the form saves what differs and asks for the source of a consent`() async throws {
        let world = try await World()
        let path = try await address("kontakt5@mail.example", in: world)
        let form =
            "email=kontakt5%40mail.example&name=Nowy&city=Krak%C3%B3w&state=partner&score=9&email-status=opted-in&mobile-status=opted-out"
        try await world.visit { client in
            let refused = try await client.post(path, form)
            #expect(refused.status == .unprocessableContent)
            #expect(String(buffer: refused.body).contains("Say where the consent comes from."))
            #expect(try await client.post(path, form + "&source=Paper+form").status == .seeOther)
            let card = try await client.text(path)
            #expect(card.contains("E-mail: consented") && card.contains("source: Paper form"))
            #expect(card.contains("prospect</span> → partner"))
            let taken = try await client.post(path, "email=kontakt6%40shop.example&score=9&state=partner")
            #expect(String(buffer: taken.body).contains("Another contact has the address"))
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `a form from before another change is not saved unseen`() async throws {
        let world = try await World()
        let path = try await address("kontakt5@mail.example", in: world)
        try await world.visit { client in
            let form = "email=kontakt5%40mail.example&score=9&state=prospect&version=1"
            let answer = try await client.post(path, form)
            #expect(answer.status == .unprocessableContent)
            let text = String(buffer: answer.body)
            #expect(text.contains("changed while you edited it"))
            let version = try #require(text.firstMatch(of: /name="version" value="([0-9]+)"/)).output.1
            #expect(try await client.post(path, form + "&version=\(version)").status == .unprocessableContent)
            let again = "email=kontakt5%40mail.example&score=9&state=prospect&version=\(version)"
            #expect(try await client.post(path, again).status == .seeOther)
        }
    }

    @Test(arguments: [
        ("add-tags", "names=", "empty"), ("add-tags", "names=a&score=much", "whole number"),
        ("set-detail", "name=&value=1", "empty"), ("set-detail", "name=x&value=", "needs a value"),
    ])
    func `a refused value is explained`(action: String, form: String, words: String) async throws {
        let world = try await World()
        let path = try await address("kontakt5@mail.example", in: world)
        try await world.visit { client in
            let answer = try await client.post("\(path)/\(action)", form)
            let cookie = try #require(answer.headers[.setCookie]?.removingPercentEncoding)
            #expect(cookie.hasPrefix("flash=p:") && cookie.contains(words), "\(cookie)")
        }
    }

    @Test func `a private note of somebody else stays hidden`() async throws {
        let world = try await World()
        let path = try await address("kontakt5@mail.example", in: world)
        let id = try #require(ContactID(String(path.dropFirst(10))))
        let anna = try await world.user(.manager)
        try await world.site.cards.edit(id, [.addNote(text: "A secret", isPrivate: true)], actor: anna.actor)
        try await world.visit { client in
            let card = try await client.text(path)
            #expect(!card.contains("A secret") && !card.contains("rivate note"))
        }
    }
}
