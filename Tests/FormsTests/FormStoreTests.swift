import Contacts
import Forms
import Storage
import TestSupport
import Testing

struct FormStoreTests {
    @Test(arguments: StoreKind.available)
    func `every change makes a version, and none is lost`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            #expect(form.version == 1 && form.state == .active && PublicID.isWellFormed(form.publicID))
            #expect(try await world.store.change(form.id, to: form.definition, from: 1, by: .operator) == 1)
            var changed = form.definition
            changed.emailConsent?.wording = "  Other words \r\n"
            #expect(try await world.store.change(form.id, to: changed, from: 1, by: .named("anna")) == 2)
            await #expect(throws: FormError.changedMeanwhile("Newsletter")) {
                try await world.store.change(form.id, to: form.definition, from: 1, by: .operator)
            }
            let now = try #require(try await world.store.form(form.id))
            #expect(now.definition.emailConsent?.wording == "Other words" && now.publicID == form.publicID)
            let (first, versions) = try await world.database.read { connection in
                let reader = FormReader(connection)
                return (try reader.definition(of: form.id, version: 1), try reader.versions(of: form.id))
            }
            #expect(first == form.definition)
            #expect(versions.map(\.version) == [2, 1] && versions.map(\.author) == ["anna", "operator"])
        }
    }

    @Test(arguments: StoreKind.available)
    func `a form with sign-ups is archived, not deleted`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            let unused = try await world.store.duplicate(form.id, by: .operator)
            #expect(try await world.store.form(unused)?.name == "Newsletter (copy)")
            #expect(try await world.store.form(unused)?.state == .inactive)
            _ = try await world.token(form, "ola@shop.example")
            await #expect(throws: FormError.inUse("Newsletter", signUps: 1)) { try await world.store.delete(form.id) }
            try await world.store.delete(unused)
            try await world.store.set(.archived, of: form.id)
            await #expect(throws: FormError.archived("Newsletter")) { try await world.store.set(.active, of: form.id) }
            await #expect(throws: FormError.archived("Newsletter")) {
                try await world.store.change(form.id, to: form.definition, from: nil, by: .operator)
            }
            try await world.store.set(.inactive, of: form.id)
            try await world.store.set(.active, of: form.id)
            #expect(try await world.store.all().map(\.name) == ["Newsletter"])
        }
    }

    @Test(arguments: StoreKind.available)
    func `names are unique without regard to case, and owners are users`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            let form = try await world.form()
            let plain = FormDefinition(title: "A")
            await #expect(throws: FormError.nameTaken("Newsletter")) {
                try await world.store.create(" NEWSLETTER ", plain, by: .operator)
            }
            for name in ["", " ", "a\tb", String(repeating: "x", count: 256)] {
                await #expect(throws: FormError.self) { try await world.store.create(name, plain, by: .operator) }
            }
            var owned = plain
            owned.owner = "nobody@shop.example"
            await #expect(throws: FormError.self) { try await world.store.create("B", owned, by: .operator) }
            try await world.store.rename(form.id, to: "newsletter")
            #expect(try await world.store.form(named: " NEWSletter").name == "newsletter")
            #expect(try await world.store.all().count == 1)
        }
    }

    @Test(arguments: StoreKind.available)
    func `numbers count every sign-up, whoever asks`(kind: StoreKind) async throws {
        try await FormWorld.with(kind) { world in
            var definition = FormWorld.newsletter
            definition.emailConsent?.isRequired = false
            let form = try await world.form(definition)
            let token = try await world.token(form, "a@shop.example")
            try await world.click(token)
            _ = try await world.token(form, "b@shop.example")
            try await world.edit("b@shop.example", .assignOwner(TestUsers.jan, .main), .removeOwner(TestUsers.anna))
            try await world.submit(form, ["email": "c@shop.example"])
            let all = try await world.numbers(form)
            #expect((all.submitted, all.confirmed, all.waiting, all.expired) == (3, 1, 2, 0))
            let jans = try await world.numbers(form, within: .owned(by: TestUsers.jan))
            #expect((jans.submitted, jans.confirmed, jans.waiting) == (3, 1, 2))
        }
    }
}
