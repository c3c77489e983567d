import Contacts
import Forms
import Storage
import TestSupport
import Testing

/// Forms whose author, or whose owner of new contacts, sees own contacts only.
struct FormAuthorTests {
    private static let hers = "hers@shop.example"
    private static let his = "his@shop.example"

    private static var overwriting: FormDefinition {
        var definition = FormWorld.newsletter
        definition.overwrites = true
        return definition
    }

    /// Anna, who sees own contacts only, has a form; one contact is hers and one is Jan's.
    private func with(_ kind: StoreKind, _ body: (FormWorld, SignUpForm) async throws -> Void) async throws {
        try await FormWorld.with(kind) { world in
            try await TestUsers.add(to: world.database, role: "marketer")
            let form = try await world.form(Self.overwriting, by: TestUsers.restricted(TestUsers.anna))
            for (email, owner) in [(Self.hers, TestUsers.anna), (Self.his, TestUsers.jan)] {
                try await world.add(email, fields: [.name: "Before"])
                try await world.edit(email, .assignOwner(owner, .main))
            }
            try await body(world, form)
        }
    }

    private func confirm(_ world: FormWorld, _ form: SignUpForm, _ email: String) async throws {
        let before = try await world.sent().count
        try await world.submit(form, ["email": email, "name": "After", "consent-email": "yes"])
        try await world.click(try #require(try await world.sent().dropFirst(before).first).token)
    }

    @Test(arguments: StoreKind.available)
    func `a form writes only where its author may edit at the moment of the click`(kind: StoreKind) async throws {
        try await with(kind) { world, form in
            try await confirm(world, form, Self.hers)
            #expect(try await world.contact(Self.hers)?.name == "After")
            try await confirm(world, form, Self.his)
            var card = try await world.card(Self.his)
            #expect(card.contact.name == "Before" && card.tags.isEmpty && card.details.isEmpty)
            #expect(card.contact.state == .prospect && card.owner == TestUsers.jan)
            #expect(card.contact.emailStatus == .optedIn, "what the person agreed to counts")
            #expect(card.activities.count == 1)
            try await world.edit(Self.his, .assignOwner(TestUsers.anna, .readOnly))
            world.clock.advance(by: .seconds(3600))
            try await confirm(world, form, Self.his)
            #expect(try await world.contact(Self.his)?.name == "Before")
            try await world.edit(Self.his, .assignOwner(TestUsers.anna, .owner))
            world.clock.advance(by: .seconds(3600))
            try await confirm(world, form, Self.his)
            card = try await world.card(Self.his)
            #expect(card.contact.name == "After" && card.tags == ["NEWSLETTER": 3])
        }
    }

    @Test(arguments: StoreKind.available)
    func `another user's version counts as that user's`(kind: StoreKind) async throws {
        try await with(kind) { world, form in
            var changed = form.definition
            changed.title = "Another"
            try await world.store.change(form.id, to: changed, from: nil, by: TestUsers.manager(TestUsers.piotr))
            _ = try await world.database.write {
                try $0.execute("UPDATE user_account SET role = 'manager' WHERE id = \(TestUsers.piotr.number)")
            }
            try await confirm(world, form, Self.his)
            #expect(try await world.contact(Self.his)?.name == "After")
        }
    }

    @Test(arguments: StoreKind.available)
    func `a new address and one of others look the same to the author until the click`(kind: StoreKind) async throws {
        try await with(kind) { world, form in
            let anna = TestUsers.restricted(TestUsers.anna)
            func seen() async throws -> [Int64?] {
                let own: SQL = "number IN (SELECT number FROM contact_owner WHERE user_id = \(TestUsers.anna.number))"
                var counts: [Int64?] = []
                for table: SQL.Name in ["contact", "contact_tag", "message", "contact_activity", "sign_up", "bounce"] {
                    counts.append(try await world.count(table, where: own))
                }
                return counts
            }
            func submit(_ email: String) async throws -> (FormNumbers, [Int64?]) {
                let answers = ["email": email, "name": "After", "consent-email": "yes"]
                #expect(try await world.submit(form, answers).word == "accepted")
                return (try await world.numbers(form, within: anna.reach), try await seen())
            }
            let before = try await seen()
            let known = try await submit(Self.his)
            #expect((known.0.submitted, known.0.waiting) == (1, 1) && known.1 == before)
            let unknown = try await submit("new@shop.example")
            #expect((unknown.0.submitted, unknown.0.waiting) == (2, 2) && unknown.1 == before)
            try await world.add("dead@shop.example", isInvalid: true)
            try await world.edit("dead@shop.example", .assignOwner(TestUsers.jan, .main))
            let invalid = try await submit("dead@shop.example")
            #expect((invalid.0.submitted, invalid.0.waiting) == (3, 3) && invalid.1 == before)
            #expect(try await world.contact("new@shop.example")?.name == "")
            // By the click the contact becomes what the form makes of it.
            try await world.click(try #require(try await world.sent().last).token)
            let card = try await world.card("new@shop.example")
            #expect(card.owner == TestUsers.anna && card.contact.name == "After" && card.contact.state == .customer)
            #expect(card.tags == ["NEWSLETTER": 3] && card.contact.emailStatus == .optedIn)
        }
    }
}
