import Access
import Contacts
import Hummingbird
import Storage
import TestSupport
import Testing

@testable import RESTAPI

struct ContactChangeTests {
    private static let whole = """
        {"contact":"anna@example.com","fields":{"name":"Anna Nowak","city":"Kraków","fax":null},
        "emailStatus":"opted-in","consent":{"address":"192.0.2.7","text":"ticked the box"},"state":"customer",
        "score":-3,"addTags":[{"name":"shop","score":5},{"name":"B"}],"deleteTags":["b"],
        "details":{"size":"42","old":null},"owner":"piotr@shop.example"}
        """

    private func card(_ email: String, _ world: APIWorld, _ token: String) async throws -> Answer {
        try await world.send(.post, "/contacts/lookup", #"{"email":"\#(email)"}"#, token: token)
    }

    @Test(arguments: StoreKind.available)
    func `a contact is added with all that was sent`(kind: StoreKind) async throws {
        try await APIWorld.with(kind) { world in
            let (token, _) = try await world.token(.manager)
            _ = try await world.users.add(email: "piotr@shop.example", name: "", role: .user)
            let answer = try await world.send(.post, "/contacts", Self.whole, token: token)
            #expect(answer.status == 200 && answer["isNew"] == true, "\(answer.text("detail") ?? "")")
            let card = try await card("anna@example.com", world, token)
            #expect(card.text("contact.id") == answer.text("id"))
            #expect(card["contact.fields"] == ["name": "Anna Nowak", "city": "Kraków"])
            #expect(card.text("contact.emailStatus") == "opted-in" && card.text("contact.mobileStatus") == "opted-out")
            #expect(card.text("contact.state") == "customer" && card.number("contact.score") == -3)
            #expect(card.count("tags") == 1 && card.text("tags.0.name") == "SHOP" && card.number("tags.0.score") == 5)
            #expect(card["details"] == ["size": "42"] && card.text("owners.0.email") == "piotr@shop.example")
            let id = try #require(answer.text("id"))
            let consents = try await world.send(.get, "/contacts/\(id)/consents", token: token)
            #expect(consents.text("record.0.evidence.address") == "192.0.2.7")
            #expect(consents.text("record.0.evidence.text") == "ticked the box")
        }
    }

    @Test(arguments: StoreKind.available)
    func `what is not named stays, and null takes away`(kind: StoreKind) async throws {
        try await APIWorld.with(kind) { world in
            let (token, _) = try await world.token(.manager)
            _ = try await world.users.add(email: "piotr@shop.example", name: "", role: .user)
            let id = try #require(try await world.send(.post, "/contacts", Self.whole, token: token).text("id"))
            let change =
                #"{"contact":"\#(id)","mode":"change","email":"a@example.com","fields":{"city":null,"name":""},"details":{"size":" "},"invalid":true}"#
            let answer = try await world.send(.post, "/contacts", change, token: token)
            #expect(answer.status == 200 && answer["isNew"] == false && answer.text("email") == "a@example.com")
            let card = try await card("a@example.com", world, token)
            #expect(card["contact.fields"] == [String: String]() && card["details"] == [String: String]())
            #expect(card.text("contact.emailStatus") == "opted-in" && card["contact.invalid"] == true)
            #expect(card.text("tags.0.name") == "SHOP" && card.number("contact.score") == -3)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a contact is removed, comes back, and is deleted for good`(kind: StoreKind) async throws {
        try await APIWorld.with(kind) { world in
            let (token, _) = try await world.token(.manager)
            let body = #"{"contact":"a@example.com"}"#
            let id = try #require(try await world.send(.post, "/contacts", body, token: token).text("id"))
            #expect(try await world.send(.delete, "/contacts/\(id)", token: token).text("id") == id)
            #expect(try await card("a@example.com", world, token).text("contact.removedAt") != nil)
            // It says nothing of coming back; what it says of consent is kept.
            let optOut = #"{"contact":"a@example.com","emailStatus":"opted-out"}"#
            #expect(try await world.send(.post, "/contacts", optOut, token: token).text("id") == id)
            let removed = try await card("a@example.com", world, token)
            #expect(removed.text("contact.removedAt") != nil && removed.text("contact.emailStatus") == "opted-out")
            let back = #"{"contact":"a@example.com","restore":true}"#
            #expect(try await world.send(.post, "/contacts", back, token: token).text("id") == id)
            #expect(try await card("a@example.com", world, token).text("contact.removedAt") == nil)
            #expect(try await world.send(.delete, "/contacts/\(id)?permanently=yes", token: token).status == 400)
            #expect(try await world.send(.delete, "/contacts/\(id)?permanently=true", token: token).status == 200)
            #expect(try await card("a@example.com", world, token).status == 404)
            #expect(try await world.send(.delete, "/contacts/\(id)", token: token).status == 404)
        }
    }

    @Test func `what stands in the way is told by a code`() async throws {
        try await APIWorld.with { world in
            let (token, _) = try await world.token(.manager)
            let (marketer, _) = try await world.token(.marketer)
            try await world.fill(2)
            for (body, status, code) in [
                (#"{"contact":"c0@example.com","mode":"add"}"#, 409, "contact-exists"),
                (#"{"contact":"c0@example.com","email":"c1@example.com"}"#, 409, "address-taken"),
                (#"{"contact":"new@example.com","mode":"change"}"#, 404, "unknown-contact"),
                (#"{"contact":"00000000-0000-0000-0000-000000000009"}"#, 404, "unknown-contact"),
                (#"{"contact":"new@example.com","fields":{"email":"x@example.com"}}"#, 422, "bad-value"),
                (#"{"contact":"new@example.com","fields":{"shoe":"1"}}"#, 422, "bad-value"),
                (#"{"contact":"new@example.com","emailStatus":"in"}"#, 422, "bad-value"),
                (#"{"contact":"new@example.com","state":"friend"}"#, 422, "bad-value"),
                (#"{"contact":"new@example.com","score":99999999999}"#, 422, "bad-value"),
                (#"{"contact":"new@example.com","addTags":[{"name":"A","points":1}]}"#, 422, "unknown-key"),
                (#"{"contact":"new@example.com","addTags":[{"name":" "}]}"#, 422, "refused"),
                (#"{"contact":"new@example.com","owner":"nobody@shop.example"}"#, 422, "bad-value"),
                (#"{"contact":"new@example.com","consent":{"ip":"192.0.2.1"}}"#, 422, "unknown-key"),
            ] {
                let answer = try await world.send(.post, "/contacts", body, token: token)
                #expect((answer.status, answer.text("code")) == (status, code), "\(body)")
            }
            for body in [#"{"contact":"c0@example.com"}"#, #"{"contact":"new@example.com"}"#] {
                let answer = try await world.send(.post, "/contacts", body, token: marketer)
                #expect((answer.status, answer.text("code")) == (422, "refused"))
                #expect(answer.text("detail")?.contains("whole base") == true)
            }
            #expect(try await world.send(.get, "/contacts", token: token).number("count") == 2)
        }
    }

    @Test(arguments: StoreKind.available)
    func `the owner of a known contact is set`(kind: StoreKind) async throws {
        try await APIWorld.with(kind) { world in
            let (token, boss) = try await world.token(.manager)
            let anna = try await world.users.add(email: "anna@shop.example", name: "", role: .user)
            try await world.fill(1, owner: boss)
            let body = #"{"contact":"c0@example.com","owner":"anna@shop.example"}"#
            #expect(try await world.send(.post, "/contacts", body, token: token).status == 200)
            let owners = try await world.database.read { try ContactReader($0).owners(of: 1) }
            #expect(owners.main == anna.id)
        }
    }

    @Test func `a plus sign is a space, null is absent, and a key stands once`() async throws {
        try await APIWorld.with { world in
            let (token, _) = try await world.token(.manager)
            try await world.fill(3)
            #expect(try await world.send(.get, "/contacts?query=score+%3E%3D+1", token: token).count("contacts") == 2)
            for body in [
                #"{"select":{"filter":null}}"#, #"{"select":{"include":null,"exclude":null,"segment":null}}"#,
                #"{"select":null}"#,
            ] {
                #expect(try await world.send(.post, "/count", body, token: token).number("count") == 3, "\(body)")
            }
            for body in [
                #"{"contact":"a@example.com","emailStatus":"opted-out","emailStatus":"opted-in"}"#,
                #"{"contact":"a@example.com","fields":{"city":"A","city":"B"}}"#,
            ] {
                let answer = try await world.send(.post, "/contacts", body, token: token)
                #expect((answer.status, answer.text("code")) == (400, "bad-json"), "\(body)")
            }
        }
    }
}
