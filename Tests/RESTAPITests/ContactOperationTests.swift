import Access
import Contacts
import Hummingbird
import Storage
import TestSupport
import Testing

@testable import RESTAPI

struct ContactOperationTests {
    @Test(arguments: StoreKind.available)
    func `pages of contacts hold each one once, as many as the count says`(kind: StoreKind) async throws {
        try await APIWorld.with(kind) { world in
            let (token, _) = try await world.token(.manager)
            try await world.fill(25)
            let body = #"{"select":{"include":["tag = EVEN"],"filter":["score < 20"]}}"#
            #expect(try await world.send(.post, "/count", body, token: token).number("count") == 10)
            var (emails, after): ([String], String?) = ([], nil)
            repeat {
                let query = "tag%20%3D%20EVEN" + "&limit=4" + (after.map { "&after=\($0)" } ?? "")
                let page = try await world.send(.get, "/contacts?query=\(query)", token: token)
                #expect(page.number("count") == 13)
                emails += (0..<page.count("contacts")).compactMap { page.text("contacts.\($0).email") }
                after = page.text("next")
            } while after != nil
            #expect(emails == stride(from: 0, to: 25, by: 2).map { "c\($0)@example.com" })
            #expect(try await world.send(.get, "/contacts?limit=25", token: token).text("next") == nil)
            #expect(try await world.send(.get, "/contacts?after=99999999999", token: token).count("contacts") == 0)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a card has all that is known of a contact`(kind: StoreKind) async throws {
        try await APIWorld.with(kind) { world in
            let (token, user) = try await world.token(.manager, "anna@shop.example")
            try await world.fill(3, owner: user)
            let funnels = FunnelStore(world.database)
            let funnel = try await funnels.create("Sales", stages: ["Lead", "Deal"])
            let found = try await world.send(.post, "/contacts/lookup", #"{"email":"C2@example.com"}"#, token: token)
            let id = try #require(found.text("contact.id").flatMap(ContactID.init))
            let cards = CardEditing(world.database, time: world.clock.time)
            try await cards.edit(
                id,
                [.moveToStage(funnel.id, funnel.stages[1].id), .stageValue(funnel.id, 70)],
                actor: user.actor
            )
            let card = try await world.send(.get, "/contacts/\(id)", token: token)
            #expect(card.status == 200 && card.text("contact.email") == "c2@example.com")
            #expect(card.text("contact.fields.name") == "Contact 2" && card.text("contact.fields.city") == "Łódź")
            #expect(card.text("contact.emailStatus") == "opted-in" && card.number("contact.score") == 2)
            #expect(card.text("tags.0.name") == "EVEN" && card.number("tags.0.score") == 5)
            #expect(card.text("details.size") == "2")
            #expect(card.text("owners.0.email") == "anna@shop.example" && card.text("owners.0.level") == "main")
            #expect(card.text("stages.0.funnel") == "Sales" && card.text("stages.0.stage") == "Deal")
            #expect(card.number("stages.0.value") == 70)
            let consents = try await world.send(.get, "/contacts/\(id)/consents", token: token)
            #expect(consents.text("record.0.verdict") == "granted" || consents.text("record.1.verdict") == "granted")
        }
    }

    @Test func `contacts of others are as good as none`() async throws {
        try await APIWorld.with { world in
            let (manager, owner) = try await world.token(.manager)
            let (marketer, _) = try await world.token(.marketer)
            try await world.fill(2, owner: owner)
            let lookup = #"{"email":"c0@example.com"}"#
            let id = try #require(
                try await world.send(.post, "/contacts/lookup", lookup, token: manager).text("contact.id")
            )
            for answer in [
                try await world.send(.post, "/contacts/lookup", lookup, token: marketer),
                try await world.send(.get, "/contacts/\(id)", token: marketer),
                try await world.send(.get, "/contacts/\(id)/consents", token: marketer),
                try await world.send(.post, "/events", #"{"contact":"\#(id)","type":"CART"}"#, token: marketer),
            ] {
                #expect((answer.status, answer.text("code")) == (404, "unknown-contact"))
            }
            #expect(try await world.send(.get, "/contacts", token: marketer).number("count") == 0)
            #expect(try await world.send(.post, "/count", "{}", token: marketer).number("count") == 0)
            for path in ["/contacts/17", "/contacts/c0@example.com", "/contacts/%00"] {
                #expect(try await world.send(.get, path, token: manager).status == 404)
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `an event is recorded with its program, and starts automation unless told not to`(
        kind: StoreKind
    ) async throws {
        try await APIWorld.with(kind) { world in
            let (token, _) = try await world.token(.manager)
            try await world.fill(1)
            let first = #"{"contact":"c0@example.com","type":"PURCHASE","value":12.5,"description":"Order 7"}"#
            let answer = try await world.send(.post, "/events", first, token: token)
            #expect(answer.status == 201 && answer.text("type") == "PURCHASE" && answer["value"] == 12.5)
            #expect(answer.text("at") == world.clock.now.instant && answer.text("contact.email") == "c0@example.com")
            let second =
                #"{"contact":"c0@example.com","type":"CART","at":"2020-02-03T04:05:06+01:00","startsAutomation":false}"#
            #expect(try await world.send(.post, "/events", second, token: token).text("at") == "2020-02-03T03:05:06Z")
            let causes = try await world.database.read {
                try Timeline($0).entries(for: 1, visibleTo: .operator, limit: 2).map(\.cause)
            }
            #expect(causes.map(\.kind) == [.quietAPI, .api] && causes.map(\.text) == ["Shop", "Shop"])
            for body in [
                #"{"contact":"c0@example.com","type":" "}"#, #"{"contact":"c0@example.com"}"#,
                #"{"contact":"c0@example.com","type":"A","at":"2099-01-01T00:00:00Z"}"#,
                #"{"contact":"c0@example.com","type":"A","at":"yesterday"}"#,
            ] {
                #expect(try await world.send(.post, "/events", body, token: token).status == 422, "\(body)")
            }
        }
    }
}
