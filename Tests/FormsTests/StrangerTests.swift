import Contacts
import Forms
import Logging
import Messaging
import Storage
import TestSupport
import Testing

/// What a submission that nobody confirmed does to contacts that exist: nothing.
struct StrangerTests {
    private static let email = "ola@shop.example"
    private static let answers = [
        "email": email, "name": "Stranger", "phone": "600 100 200", "detail-size": "M", "consent-email": "yes",
        "consent-mobile": "yes",
    ]

    private static var overwriting: FormDefinition {
        var definition = FormWorld.newsletter
        definition.overwrites = true
        return definition
    }

    /// How a contact stands before the stranger comes.
    private enum Before: CaseIterable {
        case optedOut, optedIn, invalid, removed

        func make(_ world: FormWorld) async throws {
            let status: MarketingStatus = self == .optedOut ? .optedOut : .optedIn
            try await world.add(email, status, isInvalid: self == .invalid, fields: [.name: "Aleksandra"], score: 7)
            try await world.edit(email, .detail(DetailName(stored: "size"), "L"))
            if self == .removed { try await world.edit(email, .remove) }
        }
    }

    @Test(arguments: StoreKind.available)
    func `an unconfirmed submission changes nothing of a contact, and is answered alike`(
        kind: StoreKind
    ) async throws {
        for before in Before.allCases {
            try await FormWorld.with(kind) { world in
                let form = try await world.form(Self.overwriting)
                try await before.make(world)
                let card = try await world.card(Self.email)
                let journal = try await world.count("journal")
                #expect(try await world.submit(form, Self.answers).word == "accepted")
                let after = try await world.card(Self.email)
                #expect(after == card, "\(before)")
                #expect(try await world.count("journal") == journal, "\(before)")
                let unknown = Self.answers.merging(["email": "new@shop.example"]) { $1 }
                #expect(try await world.submit(form, unknown).word == "accepted")
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `the confirmation applies what waited together with the consent`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form(Self.overwriting)
            try await Before.removed.make(world)
            try await world.submit(form, Self.answers)
            world.clock.advance(by: .seconds(60))
            #expect(try await world.click(try #require(try await world.sent().first).token).word == "confirmed")
            let card = try await world.card(Self.email)
            #expect(card.contact.removedAt == nil && card.contact.name == "Stranger")
            #expect(card.contact.state == .customer && card.tags == ["NEWSLETTER": 3])
            #expect(card.details == ["size": "M", "source": "web"])
            #expect(card.contact.emailStatus == .optedIn && card.contact.mobileStatus == .optedIn)
            #expect(card.contact.score == 17 && card.activities.count == 1)
            #expect(try await world.count("sign_up", where: "answers IS NOT NULL") == 0)
        }
    }

    @Test(arguments: StoreKind.available)
    func `each of two waiting sign-ups applies its own, and the older does not undo the newer`(
        kind: StoreKind
    ) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form(Self.overwriting)
            try await Before.optedOut.make(world)
            let first = ["email": Self.email, "name": "First", "phone": "600 100 200", "consent-email": "yes"]
            try await world.submit(form, first)
            world.clock.advance(by: .seconds(60))
            try await world.submit(form, ["email": Self.email, "name": "Second", "consent-email": "yes"])
            let tokens = try await world.sent().map(\.token)
            #expect(tokens.count == 2, "other answers are no repetition")
            try await world.click(tokens[1])
            #expect(try await world.contact(Self.email)?.name == "Second")
            #expect(try await world.contact(Self.email)?.fields[.phone] == nil)
            try await world.click(tokens[0])
            #expect(try await world.contact(Self.email)?.name == "Second")
            #expect(try await world.contact(Self.email)?.fields[.phone] == "600 100 200")
        }
    }

    @Test(arguments: StoreKind.available)
    func `a link ends when its contact gets another address or is removed or erased`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form(Self.overwriting)
            try await Before.optedOut.make(world)
            var token = try await world.token(form, Self.email)
            try await world.edit(Self.email, .field(.email, "other@shop.example"))
            #expect(try await world.click(token).word == "ended")
            #expect(try await world.contact("other@shop.example")?.emailStatus == .optedOut)
            try await world.edit("other@shop.example", .field(.email, Self.email))
            #expect(try await world.confirmations.look(at: token).word == "open")
            try await world.edit(Self.email, .remove)
            #expect(try await world.click(token).word == "ended")
            #expect(try await world.contact(Self.email)?.removedAt != nil)
            world.clock.advance(by: .seconds(3600))
            token = try await world.token(form, Self.email)
            try await world.erase(try #require(try await world.contact(Self.email)).number)
            #expect(try await world.click(token).word == "none")
            #expect(try await world.contact(Self.email) == nil)
        }
    }

    @Test(arguments: StoreKind.available)
    func `answers that nobody confirmed are forgotten`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form(Self.overwriting)
            try await Before.optedIn.make(world)
            try await world.submit(form, Self.answers)
            let tidying = SignUpTidying(world.database, time: world.clock.time, logger: Logger(label: "test"))
            try await tidying.step()
            #expect(try await world.count("sign_up", where: "answers IS NOT NULL") == 1)
            world.clock.advance(by: .seconds(7 * 86_400))
            try await tidying.step()
            #expect(try await world.count("sign_up", where: "answers IS NOT NULL OR pending <> 0") == 0)
        }
    }
}
