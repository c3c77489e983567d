import Access
import Contacts
import Forms
import Foundation
import Messaging
import Storage
import TestSupport
import Testing

@testable import CompatibilityAPI

struct DoubleOptInTests {
    /// The paths of the links in the messages that wait, in their order, with the languages.
    private func links(_ world: ClientWorld) async throws -> [(path: String, language: String?)] {
        try await world.database.read { connection in
            try connection.rows("SELECT parameters, language FROM message ORDER BY id") { row in
                let parameters = Data((row.optionalText(0) ?? "").utf8)
                let values = try JSONDecoder().decode([String: String].self, from: parameters)
                return (path: values["confirmation"] ?? "", language: row.optionalText(1))
            }
        }
    }

    private func makeForm(_ world: ClientWorld, consent: String? = "Send me the news.") async throws {
        let definition = FormDefinition(
            title: "Sign-ups by the shop",
            emailConsent: consent.map { FormDefinition.Consent($0) }
        )
        let store = FormStore(world.database, time: world.clock.time)
        let id = try await store.create("API", definition, by: .operator)
        try await store.set(.active, of: id)
    }

    private func confirm(_ path: String, _ world: ClientWorld) async throws {
        let token = try #require(path.split(separator: "/").last.map(String.init))
        let desk = ConfirmationDesk(world.database, time: world.clock.time)
        _ = try await desk.confirm(token, by: Visitor(address: "192.0.2.9", userAgent: "Phone"))
    }

    @Test(arguments: StoreKind.available)
    func `a contact is opted in by its own click, whatever the client says`(kind: StoreKind) async throws {
        try await ClientWorld.with(kind) { world in
            let client = try await world.client(.manager)
            try await makeForm(world)
            let body = #""contact":{"email":"a@example.com"},"useApiDoubleOptIn":true,"forceOptIn":true,"lang":"PL""#
            #expect(try await client.send("contact/upsert", body).succeeded)
            #expect(try await world.contact("a@example.com").emailStatus == .optedOut)
            let sent = try await links(world)
            #expect(sent.map(\.language) == ["pl"])
            world.clock.advance(by: .seconds(60))
            try await confirm(try #require(sent.first?.path), world)
            let contact = try await world.contact("a@example.com")
            #expect(contact.emailStatus == .optedIn && contact.mobileStatus == .optedOut)
            let entries = try await world.database.read {
                try ConsentRecord($0).entries(of: contact.number, visibleTo: .operator)
            }
            #expect(entries.first?.wording == "Send me the news." && entries.first?.cause.kind == .confirmation)
            _ = try await client.send("contact/upsert", body)
            #expect(try await links(world).count == 1)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a second call soon after sends no second message, a later one does`(kind: StoreKind) async throws {
        try await ClientWorld.with(kind) { world in
            let client = try await world.client(.manager)
            try await makeForm(world)
            let body = #""contact":{"email":"a@example.com"},"useApiDoubleOptIn":true"#
            _ = try await client.send("contact/upsert", body)
            _ = try await client.send("contact/upsert", body)
            #expect(try await links(world).count == 1)
            world.clock.advance(by: .seconds(3_600))
            #expect(try await client.send("email/sendConfirmation", #""email":"a@example.com""#).succeeded)
            #expect(try await links(world).count == 2)
        }
    }

    @Test func `who opts out, is invalid or opted in is not asked`() async throws {
        try await ClientWorld.with { world in
            let client = try await world.client(.manager)
            try await makeForm(world)
            let details = """
                "useApiDoubleOptIn":true,"upsertDetails":[
                {"contact":{"email":"out@example.com"},"forceOptOut":true},
                {"contact":{"email":"in@example.com"},"forceOptIn":true,"useApiDoubleOptIn":false},
                {"contact":{"email":"asked@example.com"},"forceOptIn":true}]
                """
            #expect(try await client.send("contact/batchupsert", details).succeeded)
            #expect(try await links(world).count == 1)
            #expect(try await world.contact("in@example.com").emailStatus == .optedIn)
            #expect(try await world.contact("asked@example.com").emailStatus == .optedOut)
        }
    }

    @Test func `without a form that says how to ask nothing is done`() async throws {
        try await ClientWorld.with { world in
            let client = try await world.client(.manager)
            let body = #""contact":{"email":"a@example.com"},"useApiDoubleOptIn":true"#
            #expect(try await client.send("contact/upsert", body).message == ConsentAskingError.noForm.message)
            try await makeForm(world, consent: nil)
            #expect(try await client.send("contact/upsert", body).message == ConsentAskingError.asksNothing.message)
            #expect(try await world.count() == 0)
            #expect(try await client.send("contact/upsert", #""contact":{"email":"a@example.com"}"#).succeeded)
        }
    }
}
