import Bitmaps
import Contacts
import Storage
import TestSupport
import Testing

/// What owners may do on a card, and what others learn of it.
struct CardOwnerTests {
    /// A contact with Piotr as main owner, Anna as owner and Zofia as read-only owner; Jan does not own it.
    private static func with(_ kind: StoreKind, _ body: (World, ContactID) async throws -> Void) async throws {
        try await World.with(kind) { world in
            try await TestUsers.add(to: world.database)
            var contact = World.bare(1)[0]
            contact.owners = OwnerList(main: TestUsers.piotr, since: 1)
            try contact.owners.assign(TestUsers.anna, .owner, at: 2)
            try contact.owners.assign(TestUsers.zofia, .readOnly, at: 3)
            try await world.create([contact])
            world.clock.advance(by: .seconds(1))
            try await body(world, contact.id)
        }
    }

    private static let edits: [CardEdit] = [
        .score(3), .addTag(TagName(stored: "VIP"), score: 1), .addNote(text: "x", isPrivate: false),
        .field(.city, "Łódź"),
        .detail(DetailName(stored: "size"), "43"), .emailStatus(.optedOut),
    ]
    private static let owned: [CardEdit] = [
        .remove, .restore, .assignOwner(TestUsers.jan, .owner), .removeOwner(TestUsers.anna),
    ]

    @Test(arguments: StoreKind.available)
    func `each level may do what it may, and no more`(kind: StoreKind) async throws {
        try await Self.with(kind) { world, id in
            func refusal(_ edit: CardEdit, _ user: UserID) async throws -> CardEditError? {
                do {
                    try await world.cards.edit(id, [edit], actor: TestUsers.restricted(user))
                    return nil
                } catch let error as CardEditError {
                    return error
                }
            }
            for edit in Self.edits {
                #expect(try await refusal(edit, TestUsers.zofia) == .forbidden(.edit))
                #expect(try await refusal(edit, TestUsers.jan) == .unknownContact)
                #expect(try await refusal(edit, TestUsers.anna) == nil)
            }
            for edit in Self.owned {
                let right: ContactRight = edit == .remove || edit == .restore ? .delete : .changeOwners
                #expect(try await refusal(edit, TestUsers.zofia) == .forbidden(right))
                #expect(try await refusal(edit, TestUsers.anna) == .forbidden(right))
                #expect(try await refusal(edit, TestUsers.jan) == .unknownContact)
            }
            #expect(try await world.count("journal") == Int64(Self.edits.count), "opting out again changed nothing")
            for edit in Self.owned { #expect(try await refusal(edit, TestUsers.piotr) == nil) }
            let owners = try await world.database.read { try ContactReader($0).owners(of: 1) }
            #expect(owners.owners.map(\.user) == [TestUsers.piotr, TestUsers.zofia, TestUsers.jan])
            let lists = try await world.timeline(1).filter { $0.facet == .owners }
            #expect(lists.count == 2 && lists[0].new == .owners(owners))
        }
    }

    @Test(arguments: StoreKind.available)
    func `who does not see everybody can neither add contacts nor learn which addresses are taken`(
        kind: StoreKind
    ) async throws {
        try await Self.with(kind) { world, id in
            try await world.create([World.bare(2)[1]])
            for address in ["bare1@example.com", "nobody@example.com"] {
                await #expect(throws: CardEditError.addressFixed) {
                    try await world.cards.edit(
                        id,
                        [.field(.email, address)],
                        actor: TestUsers.restricted(TestUsers.piotr)
                    )
                }
                let contact = NewContact(
                    id: World.bare(3)[2].id,
                    email: RandomContacts.email(address),
                    createdAt: world.clock.now
                )
                await #expect(throws: CardEditError.cannotAdd) {
                    _ = try await world.cards.create(contact, actor: TestUsers.restricted(TestUsers.piotr))
                }
            }
            let manager = TestUsers.manager(TestUsers.jan)
            _ = try await world.cards.create(World.bare(3)[2], actor: manager)
            let main = try await world.database.read { try ContactReader($0).owners(of: 3).main }
            #expect(main == TestUsers.jan)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a note is edited and deleted by its author alone`(kind: StoreKind) async throws {
        try await Self.with(kind) { world, id in
            let (anna, piotr) = (TestUsers.restricted(TestUsers.anna), TestUsers.restricted(TestUsers.piotr))
            try await world.cards.edit(id, [.addNote(text: "hers", isPrivate: false)], actor: anna)
            for actor in [piotr, .named("admin")] {
                await #expect(throws: CardEditError.notAuthor) {
                    try await world.cards.edit(id, [.editNote(1, text: "his", isPrivate: false)], actor: actor)
                }
                await #expect(throws: CardEditError.notAuthor) {
                    try await world.cards.edit(id, [.deleteNote(1)], actor: actor)
                }
            }
            world.clock.advance(by: .seconds(5))
            try await world.cards.edit(id, [.editNote(1, text: " hers alone ", isPrivate: true)], actor: anna)
            let notes = try await world.database.read { try ContactReader($0).notes(of: 1, visibleTo: anna) }
            #expect(notes.map(\.text) == ["hers alone"] && notes[0].isPrivate)
            #expect(notes[0].editedAt == world.clock.now && notes[0].createdAt == world.clock.now - 5000)
            let his = try await world.database.read { try ContactReader($0).notes(of: 1, visibleTo: piotr) }
            #expect(his.isEmpty)
            await #expect(throws: CardEditError.tooLong("note", limit: 1024, actual: 1025)) {
                let family = String(repeating: "👨‍👩‍👧", count: 1025)
                try await world.cards.edit(id, [.editNote(1, text: family, isPrivate: true)], actor: anna)
            }
            try await world.cards.edit(id, [.deleteNote(1)], actor: anna)
            #expect(try await world.count("note") == 0)

            // Of the note that became private, others see only that it was added.
            let seen = try await world.database.read { connection in
                try [anna, piotr].map { reader in
                    try Timeline(connection).entries(for: 1, visibleTo: reader, limit: 99).filter { $0.facet.isNote }
                        .count
                }
            }
            #expect(seen == [3, 1])
        }
    }

    @Test(arguments: StoreKind.available)
    func `a contact that is erased takes its owners along`(kind: StoreKind) async throws {
        try await Self.with(kind) { world, _ in
            #expect(try await world.count("contact_owner") == 3)
            try await world.commit(Change(.existence, [1], from: .same(.yes), to: .same(.none)))
            #expect(try await world.count("contact_owner") == 0)
        }
    }
}
