import Bitmaps
import Contacts
import Storage
import TestSupport
import Testing

struct ErasureTests {
    private static let marker = "PERSONAL"

    private static func erasure(_ contacts: Bitmap) -> Change {
        Change(.existence, contacts, from: .same(.yes), to: .same(.none))
    }

    /// Three contacts with personal values in rows, in the bulk journal and in the journal of single contacts.
    private func fill(_ world: World) async throws {
        var contacts = World.bare(3)
        for index in contacts.indices {
            contacts[index].fields = [.name: "\(Self.marker) \(index + 1)"]
            contacts[index].tags = [TagName(stored: "VIP"): 1]
            contacts[index].details = [DetailName(stored: "city"): "\(Self.marker) city \(index + 1)"]
        }
        try await world.create(contacts)
        let texts: [FacetValue] = (1...3).map { .text("\(Self.marker) \($0)") }
        let cities: [FacetValue] = (1...3).map { .text("\(Self.marker) new city \($0)") }
        try await world.commit(Change(.field(.company), [1, 2, 3], from: .same(.none), to: .each(texts)))
        try await world.commit(
            Change(.field(.company), [1, 2, 3], from: .each(texts), to: .each(cities)),
            Change(.score, [1, 2, 3], from: .same(.integer(0)), to: .same(.integer(5)))
        )
        for number: UInt32 in 1...3 {
            let note = NoteDraft(text: "\(Self.marker) note", isPrivate: false, author: "anna")
            try await world.commit(
                Change(.field(.city), [number], from: .same(.none), to: .same(.text("\(Self.marker) \(number)"))),
                Change(.note(isPrivate: false), [number], from: .same(.none), to: .same(.note(note)))
            )
        }
        let visits: [FacetValue] = (1...3).map { number in
            let subject = "https://shop.example/?\(Self.marker) \(number)"
            return .activity(ActivityDraft(subject: subject, at: 1, description: "\(Self.marker) \(number)"))
        }
        try await world.commit(Change(.activity(.visit), [1, 2, 3], from: .same(.none), to: .each(visits)))
        try await world.commit(Change(.activity(.visit), [2], from: .same(.none), to: .same(visits[1])))
    }

    /// Whether a text stands in any table of the journal or of the contacts.
    private func traces(of text: String, in world: World) async throws -> [String] {
        try await world.database.read { connection in
            var places: [String] = []
            let needle = Array(text.utf8)
            try connection.forEachRow("SELECT facet, old_values, new_values FROM journal_change") { row in
                if (row.bytes(1) + [0] + row.bytes(2)).contains(needle) { places.append("journal \(row.integer(0))") }
            }
            for query: SQL in [
                "SELECT COALESCE(name, '') || COALESCE(company, '') || COALESCE(city, '') FROM contact_profile",
                "SELECT value FROM contact_detail", "SELECT subject || description FROM contact_activity",
            ] {
                try connection.forEachRow(query) { if $0.text(0).contains(text) { places.append("row") } }
            }
            return places
        }
    }

    @Test(arguments: StoreKind.available)
    func `an erased contact leaves no row and no value`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await fill(world)
            #expect(try await traces(of: "\(Self.marker) 2", in: world).count > 2)
            try await world.commit(Self.erasure([2]), cause: Cause(.execution, id: 1, actor: "anna"))
            #expect(try await traces(of: "\(Self.marker) 2", in: world) == [])
            #expect(try await traces(of: "\(Self.marker) new city 2", in: world) == [])
            for table: SQL.Name in [
                "contact", "contact_profile", "contact_tag", "contact_detail", "note", "contact_activity",
            ] {
                #expect(try await world.count(table, where: "number = 2") == 0, "\(table.text)")
                #expect(try await world.count(table) == 2, "\(table.text)")
            }
            #expect(try await world.contact(2) == nil)
            let timeline = try await world.timeline(2)
            #expect(timeline.map(\.facet) == [.existence, .existence])
            #expect(timeline.map(\.new) == [.none, .yes])
        }
    }

    @Test(arguments: StoreKind.available)
    func `the others keep their values in rows and journal`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await fill(world)
            let before = (try await world.timeline(1), try await world.timeline(3))
            let contacts = (try await world.contact(1), try await world.contact(3))
            try await world.commit(Self.erasure([2]))
            #expect(try await world.timeline(1) == before.0)
            #expect(try await world.timeline(3) == before.1)
            #expect(try await world.contact(1) == contacts.0)
            #expect(try await world.contact(3) == contacts.1)
        }
    }

    @Test(arguments: StoreKind.available)
    func `everybody can be erased, over the border of a bucket too`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.startNumbers(at: 65_534)
            let numbers = try await world.create(World.bare(4))
            let texts: [FacetValue] = numbers.map { .text("\(Self.marker) \($0)") }
            try await world.commit(Change(.field(.name), Bitmap(numbers), from: .same(.none), to: .each(texts)))
            try await world.commit(Self.erasure(Bitmap(numbers)))
            #expect(try await traces(of: Self.marker, in: world) == [])
            #expect(try await world.count("contact") == 0)
            #expect(try await world.journal().allSatisfy { $0.facet == .existence })
            var again = World.bare(1)
            again[0].fields = [.name: "back"]
            #expect(try await world.create(again) == [65_538])
        }
    }

    /// What a set changes before it erases must not outlive the erasure.
    @Test(arguments: StoreKind.available)
    func `a set that changes and erases keeps nothing of the erased`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.create(World.bare(2))
            try await world.commit(
                Change(
                    .field(.name),
                    [1, 2],
                    from: .same(.none),
                    to: .each([.text("\(Self.marker) 1"), .text("\(Self.marker) 2")])
                ),
                Change(.field(.city), [2], from: .same(.none), to: .same(.text("\(Self.marker) 2"))),
                Self.erasure([2])
            )
            #expect(try await traces(of: "\(Self.marker) 2", in: world) == [])
            #expect(try await world.timeline(1).first?.new == .text("\(Self.marker) 1"))
        }
    }

    @Test(arguments: StoreKind.available)
    func `what was written as the source of an edit goes with the contact`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            let contacts = World.bare(2)
            for (index, contact) in contacts.enumerated() {
                _ = try await world.cards.create(
                    contact,
                    source: "\(Self.marker) \(index) called",
                    actor: .named("anna")
                )
                try await world.cards.edit(
                    contact.id,
                    [.emailStatus(.optedIn)],
                    source: Self.marker,
                    actor: .named("anna")
                )
            }
            try await world.commit(Self.erasure([1]), cause: Cause(.execution, id: 1, text: "Plan", actor: "anna"))
            let sources = try await world.database.read { connection in
                try connection.rows("SELECT COALESCE(cause_text, '') FROM journal ORDER BY sequence") { $0.text(0) }
            }
            #expect(sources == ["", "", "\(Self.marker) 1 called", Self.marker, "Plan"])
        }
    }
}
