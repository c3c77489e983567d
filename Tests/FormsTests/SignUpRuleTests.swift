import Contacts
import Forms
import Storage
import TestSupport
import Testing

/// What a sign-up does to contacts that are unknown, known, invalid, removed or erased.
struct SignUpRuleTests {
    private static let email = "ola@shop.example"
    private static let answers = [
        "email": " Ola@SHOP.example ", "name": "Ola", "phone": "600 100 200", "detail-size": "M",
        "consent-email": "yes",
    ]

    @Test(arguments: StoreKind.available)
    func `somebody unknown becomes a contact who is opted out`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            #expect(try await world.submit(form, Self.answers).word == "accepted")
            let card = try await world.card(Self.email)
            let contact = card.contact
            #expect(contact.email == "Ola@SHOP.example" && contact.name == "Ola")
            #expect(contact.emailStatus == .optedOut && contact.mobileStatus == .optedOut)
            #expect(contact.state == .customer && contact.score == 10 && contact.fields[.phone] == "600 100 200")
            #expect(card.tags == ["NEWSLETTER": 3] && card.details == ["source": "web", "size": "M"])
            #expect(card.owner == TestUsers.anna)
            #expect(card.activities.map(\.subject) == ["Newsletter"])
            #expect(card.activities.map(\.kind) == [.formSubmitted])
            #expect(card.consents.map(\.verdict) == [.absent, .absent])
            let entry = try #require(card.consents.first)
            #expect(entry.cause == Cause(.form, id: form.id.number, text: "Newsletter", actor: "form"))
            #expect(entry.evidence?.version == 1 && entry.wording == "Send me the newsletter.")
            #expect(entry.evidence?.address == nil, "where it came from goes with the sign-up when that expires")
            let order = try #require(try await world.sent().first)
            #expect(order.number == contact.number && order.language == "en")
            #expect(order.cause == "form")
            let kept: SQL = "address = '192.0.2.7' AND user_agent = 'Browser/1' AND wording IS NOT NULL"
            #expect(try await world.count("sign_up", where: kept) == 1)
        }
    }

    @Test(arguments: StoreKind.available)
    func `who is opted in is sent the link, which fills empty fields only`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            try await world.add(Self.email, .optedIn, fields: [.name: "Aleksandra"], score: 7)
            try await world.edit(Self.email, .addTag(TagName(stored: "NEWSLETTER"), score: 9))
            #expect(try await world.submit(form, Self.answers).word == "accepted")
            #expect(try await world.numbers(form).submitted == 1)
            try await world.click(try #require(try await world.sent().first).token)
            let card = try await world.card(Self.email)
            #expect(card.contact.emailStatus == .optedIn && card.contact.email == Self.email)
            #expect(card.contact.name == "Aleksandra" && card.contact.fields[.phone] == "600 100 200")
            #expect(card.contact.state == .prospect && card.contact.score == 17 && card.owner == nil)
            #expect(card.tags == ["NEWSLETTER": 9] && card.details == ["source": "web", "size": "M"])
            #expect(card.activities.count == 1)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a form that may overwrites all but address, score and owners`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            var definition = FormWorld.newsletter
            definition.overwrites = true
            let form = try await world.form(definition)
            try await world.add(Self.email, .optedIn, fields: [.name: "Aleksandra"], score: 7)
            try await world.edit(
                Self.email,
                .detail(DetailName(stored: "size"), "L"),
                .assignOwner(TestUsers.jan, .main)
            )
            try await world.submit(form, Self.answers)
            try await world.click(try #require(try await world.sent().first).token)
            let card = try await world.card(Self.email)
            #expect(card.contact.name == "Ola" && card.details["size"] == "M" && card.contact.state == .customer)
            #expect(card.contact.score == 17 && card.owner == TestUsers.jan && card.contact.email == Self.email)
            #expect(card.contact.emailStatus == .optedIn)
        }
    }

    @Test(arguments: StoreKind.available)
    func `who is opted out stays so until the link is followed`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            try await world.add(Self.email)
            try await world.submit(form, Self.answers)
            #expect(try await world.contact(Self.email)?.emailStatus == .optedOut)
            #expect(try await world.click(try #require(try await world.sent().first).token).word == "confirmed")
            let card = try await world.card(Self.email)
            #expect(card.contact.emailStatus == .optedIn && card.contact.mobileStatus == .optedOut)
            let entry = try #require(card.consents.first)
            #expect(entry.subject == .email && entry.verdict == .granted)
            #expect(entry.cause == Cause(.confirmation, id: form.id.number, text: "Newsletter", actor: "form"))
            #expect(entry.evidence?.address == "198.51.100.9" && entry.evidence?.userAgent == "Phone/2")
            #expect(entry.evidence?.version == 1 && entry.wording == "Send me the newsletter.")
            #expect(entry.evidence?.text?.contains("from the address 192.0.2.7, with Browser/1") == true)
            #expect(try await world.numbers(form).confirmed == 1)
        }
    }

    @Test(arguments: StoreKind.available)
    func `text messages are consented to by their own box and the link`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            try await world.add(Self.email, .optedIn)
            try await world.submit(form, Self.answers.merging(["consent-mobile": "yes"]) { $1 })
            #expect(try await world.contact(Self.email)?.mobileStatus == .optedOut)
            try await world.click(try #require(try await world.sent().first).token)
            let card = try await world.card(Self.email)
            #expect(card.contact.emailStatus == .optedIn && card.contact.mobileStatus == .optedIn)
            #expect(card.consents.first?.subject == .mobile)
            #expect(card.consents.first?.wording == "Send me the newsletter.\n\nSend me text messages.")
        }
    }

    @Test(arguments: StoreKind.available)
    func `an invalid address stays invalid and is sent nothing`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            try await world.add(Self.email, isInvalid: true)
            #expect(try await world.submit(form, Self.answers).word == "accepted")
            let card = try await world.card(Self.email)
            #expect(card.contact.isInvalid && card.contact.emailStatus == .optedOut)
            #expect(card.activities.isEmpty && card.contact.name.isEmpty && card.tags.isEmpty)
            #expect(try await world.sent().isEmpty)
            #expect(try await world.count("sign_up", where: "outcome = 2 AND token_hash IS NULL") == 1)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a removed contact comes back by the link, opted in to what it confirmed`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            let old = try await world.token(form, Self.email)
            world.clock.advance(by: .seconds(3600))
            try await world.edit(Self.email, .emailStatus(.optedIn), .mobileStatus(.optedIn), .remove)
            try await world.submit(form, Self.answers)
            let before = try await world.card(Self.email).contact
            #expect(before.removedAt != nil && before.emailStatus == .optedIn && before.mobileStatus == .optedIn)
            #expect(try await world.click(old).word == "ended", "the link of before the removal")
            let sent = try await world.sent()
            #expect(sent.count == 2)
            world.clock.advance(by: .seconds(60))
            #expect(try await world.click(try #require(sent.last).token).word == "confirmed")
            let back = try await world.card(Self.email)
            #expect(back.contact.removedAt == nil)
            #expect(back.contact.emailStatus == .optedIn && back.contact.mobileStatus == .optedOut)
            let withdrawn = back.consents.filter { $0.verdict == .withdrawn }
            #expect(withdrawn.count == 2 && withdrawn.allSatisfy { $0.cause.kind == .form })
            #expect(withdrawn.first?.evidence?.text?.contains("came back") == true)
            #expect(back.consents.first?.verdict == .granted && back.consents.first?.cause.kind == .confirmation)
            #expect(try await world.click(old).word == "ended", "nor does the comeback revive that link")
        }
    }

    @Test(arguments: StoreKind.available)
    func `a removed contact with an invalid address stays removed and is sent nothing`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            try await world.add(Self.email, .optedIn, isInvalid: true)
            try await world.edit(Self.email, .remove)
            try await world.submit(form, Self.answers)
            let contact = try #require(try await world.contact(Self.email))
            #expect(contact.removedAt != nil && contact.isInvalid && contact.emailStatus == .optedIn)
            #expect(try await world.sent().isEmpty)
        }
    }

    @Test(arguments: StoreKind.available)
    func `who was erased is a new contact, and the old sign-up is gone`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            let token = try await world.token(form, Self.email)
            let first = try #require(try await world.contact(Self.email)).number
            try await world.erase(first)
            #expect(try await world.count("sign_up") == 0)
            #expect(try await world.click(token).word == "none")
            try await world.submit(form, Self.answers)
            let second = try #require(try await world.contact(Self.email))
            #expect(second.number != first && second.emailStatus == .optedOut)
            #expect(try await world.sent().map(\.number) == [second.number])
        }
    }

    @Test(arguments: StoreKind.available)
    func `a form without consent sends the link too, which opts nobody in`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            var definition = FormWorld.newsletter
            definition.emailConsent = nil
            definition.mobileConsent = nil
            let form = try await world.form(definition)
            try await world.submit(form, Self.answers)
            try await world.click(try #require(try await world.sent().first).token)
            let card = try await world.card(Self.email)
            #expect(card.contact.emailStatus == .optedOut && card.activities.count == 1)
            #expect(card.consents.allSatisfy { $0.wording == nil })
        }
    }

    @Test(arguments: StoreKind.available)
    func `an owner who was disabled since leaves new contacts to the default owner`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            try await world.database.write { connection in
                try Workspace.setDefaultOwner(TestUsers.jan, in: connection)
                try connection.execute("UPDATE user_account SET active = 0 WHERE id = \(TestUsers.anna.number)")
            }
            try await world.submit(form, Self.answers)
            #expect(try await world.card(Self.email).owner == TestUsers.jan)
        }
    }
}
