import Bitmaps
import Contacts
import Storage
import TestSupport
import Testing

struct CardEditingTests {
    private static let tag = TagName(stored: "VIP")
    private static let detail = DetailName(stored: "city")

    /// A world with one bare contact, whose number is 1.
    private static func withContact(_ kind: StoreKind, _ body: (World, ContactID) async throws -> Void) async throws {
        try await World.with(kind) { world in
            let contact = World.bare(1)[0]
            try await world.create([contact])
            world.clock.advance(by: .seconds(1))
            try await body(world, contact.id)
        }
    }

    @Test(arguments: StoreKind.available)
    func `each edit sets its facet, and says so once`(kind: StoreKind) async throws {
        let edits: [(CardEdit, Facet, FacetValue)] =
            [
                (.emailStatus(.optedIn), .emailStatus, .yes), (.mobileStatus(.optedIn), .mobileStatus, .yes),
                (.invalid(true), .invalid, .yes), (.monitored(true), .monitored, .yes),
                (.state(.partner), .state, .integer(2)), (.score(-5), .score, .integer(-5)),
                (
                    .addTag(Self.tag, score: 4), .tag(Self.tag),
                    .tag(score: 4, addedAt: TestClock.start + 1000)
                ),
                (.detail(Self.detail, " Kraków "), .detail(Self.detail), .text("Kraków")),
                (.detail(Self.detail, nil), .detail(Self.detail), .none),
                (.deleteTag(Self.tag), .tag(Self.tag), .none),
                (.remove, .removed, .integer(TestClock.start + 1000)), (.restore, .removed, .none),
                (.field(.email, " New@Example.com "), .field(.email), .text("New@Example.com")),
            ]
            + [
                (.field(.birthday, " 14.05.1985 "), .field(.birthday), .text("1985-05-14")),
                (.field(.birthday, "0514"), .field(.birthday), .text("--05-14")),
            ]
            + ProfileField.allCases.filter { ![.email, .birthday].contains($0) }.flatMap { field in
                [
                    (
                        CardEdit.field(field, "\t'\(field.word)' "), Facet.field(field),
                        FacetValue.text("'\(field.word)'")
                    ),
                    (.field(field, "  "), .field(field), .none),
                ]
            }
        try await Self.withContact(kind) { world, id in
            for (edit, facet, value) in edits {
                let old = try await world.values(facet, [1])[0]
                let before = try await world.count("journal_change", where: "facet <> 3")
                try await world.cards.edit(id, [edit], actor: .named("anna"))
                #expect(try await world.values(facet, [1]) == [value], "\(edit)")
                let entry = try await world.timeline(1).first { $0.facet == facet }
                #expect(entry?.old == old && entry?.new == value, "\(edit)")
                #expect(entry?.cause == Cause(.card, actor: "anna"), "\(edit)")
                try await world.cards.edit(id, [edit], actor: .named("anna"))
                let after = try await world.count("journal_change", where: "facet <> 3")
                #expect(after == (before ?? 0) + (facet == .invalid ? 0 : 1), "\(edit) again changes nothing")
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `the mark of a bounced address goes with the address`(kind: StoreKind) async throws {
        try await Self.withContact(kind) { world, id in
            try await world.cards.edit(id, [.invalid(true), .emailStatus(.optedIn)], actor: .named("anna"))
            try await world.cards.edit(id, [.field(.email, "BARE0@example.com")], actor: .named("anna"))
            #expect(try await world.contact(1)?.isInvalid == false)
            #expect(try await world.contact(1)?.emailStatus == .optedIn)
            #expect(try await world.contact(1)?.email == "BARE0@example.com")
        }
    }

    @Test(arguments: StoreKind.available)
    func `an address that another contact has is refused`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            let contacts = World.bare(2)
            try await world.create(contacts)
            await #expect(throws: CardEditError.emailTaken("Bare0@EXAMPLE.com", by: 1)) {
                try await world.cards.edit(contacts[1].id, [.field(.email, "Bare0@EXAMPLE.com")], actor: .named("anna"))
            }
            var third = World.bare(3)[2]
            third.email = RandomContacts.email("BARE1@example.com")
            let newcomer = third
            await #expect(throws: CardEditError.emailTaken("BARE1@example.com", by: 2)) {
                try await world.cards.create(newcomer, actor: .named("anna"))
            }
            await #expect(throws: EmailAddressError.empty) {
                try await world.cards.edit(contacts[1].id, [.field(.email, nil)], actor: .named("anna"))
            }
            #expect(try await world.contact(2)?.email == "bare1@example.com")
            #expect(try await world.count("contact") == 2)
        }
    }

    @Test(arguments: StoreKind.available)
    func `of several who create one address together one succeeds`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            let contacts = World.bare(80)
            for round in 0..<20 {
                let failures = await withTaskGroup(of: (any Error)?.self) { group in
                    for var contact in contacts[(round * 4)..<(round * 4 + 4)] {
                        contact.email = RandomContacts.email("same\(round)@example.com")
                        let newcomer = contact
                        group.addTask {
                            do {
                                _ = try await world.cards.create(newcomer, actor: .named("anna"))
                                return nil
                            } catch { return error }
                        }
                    }
                    return await group.reduce(into: []) { if let error = $1 { $0.append(error) } }
                }
                let holder = try await world.number(of: "same\(round)@example.com") ?? 0
                #expect(
                    failures.map { $0 as? CardEditError }
                        == Array(
                            repeating: .emailTaken("same\(round)@example.com", by: holder),
                            count: 3
                        )
                )
            }
            #expect(try await world.count("contact") == 20)
        }
    }

    @Test(arguments: StoreKind.available)
    func `an unknown contact is refused`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            let id = World.bare(1)[0].id
            await #expect(throws: CardEditError.unknownContact) {
                try await world.cards.edit(id, [.score(1)], actor: .named("anna"))
            }
            let count = try await world.count("journal")
            #expect(count == 0)
        }
    }

    /// Otherwise the journal would say something of a person who asked to be forgotten.
    @Test(arguments: StoreKind.available)
    func `an edit that waited while the contact was deleted is refused`(kind: StoreKind) async throws {
        let bucket = Bucket(777)
        try await World.with(kind) { world in
            try await world.startNumbers(at: bucket.range.lowerBound)
            let contact = World.bare(1)[0]
            try await world.create([contact])
            let isDeleted = Gate()
            let mayCommit = Gate()
            let now = world.clock.now
            async let deletion: Void = world.database.write { connection in
                let door = Door(connection, now: now)
                try door.lock([bucket])
                let gone = Change(.existence, [bucket.range.lowerBound], from: .same(.yes), to: .same(.none))
                try door.commit(ChangeSet(changes: [gone]), cause: Cause(.execution, id: 1, actor: "anna"))
                isDeleted.open()
                mayCommit.pass()
            }
            await isDeleted.opened()
            let edit = Task { try await world.cards.edit(contact.id, [.field(.name, "Secret")], actor: .named("anna")) }
            if kind == .postgres {
                #expect(try await eventually { try await world.database.isWaiting(forLock: 777) })
            }
            mayCommit.open()
            try await deletion
            await #expect(throws: CardEditError.unknownContact) { try await edit.value }
            #expect(try await world.count("journal_change", where: "facet <> 1") == 0)
        }
    }

    @Test(arguments: StoreKind.available)
    func `all edits are made or none`(kind: StoreKind) async throws {
        try await Self.withContact(kind) { world, id in
            await #expect(throws: CardEditError.tooLong("city", limit: 255, actual: 256)) {
                try await world.cards.edit(
                    id,
                    [.score(5), .field(.city, String(repeating: "ł", count: 256))],
                    actor: .named("anna")
                )
            }
            await #expect(throws: CardEditError.tooLong("city", limit: 1024, actual: 1025)) {
                try await world.cards.edit(
                    id,
                    [.score(5), .detail(Self.detail, String(repeating: "ł", count: 1025))],
                    actor: .named("anna")
                )
            }
            await #expect(throws: CardEditError.emptyNote) {
                try await world.cards.edit(
                    id,
                    [.score(5), .addNote(text: " \n", isPrivate: false)],
                    actor: .named("anna")
                )
            }
            let contact = try await world.contact(1)
            #expect(contact?.score == 0)
            #expect(try await world.count("journal") == 1)
        }
    }

    @Test(arguments: StoreKind.available)
    func `edits build on each other`(kind: StoreKind) async throws {
        try await Self.withContact(kind) { world, id in
            try await world.cards.edit(
                id,
                [
                    .score(5), .score(6), .addTag(Self.tag, score: 1), .addTag(Self.tag, score: 9), .state(.prospect),
                    .field(.city, "a"), .field(.city, nil), .addNote(text: " a note ", isPrivate: true),
                ],
                actor: .named("anna")
            )
            #expect(try await world.contact(1)?.score == 6)
            #expect(
                try await world.values(.tag(Self.tag), [1]) == [.tag(score: 1, addedAt: TestClock.start + 1000)]
            )
            #expect(try await world.values(.field(.city), [1]) == [.none])
            let notes = try await world.database.read { try ContactReader($0).notes(of: 1, visibleTo: .named("anna")) }
            #expect(notes.map(\.text) == ["a note"] && notes.map(\.isPrivate) == [true])
            let scores = try await world.timeline(1).filter { $0.facet == .score }
            #expect(scores.map(\.old) == [.integer(5), .integer(0)])
            #expect(try await world.count("journal") == 2)
        }
    }

    @Test(arguments: StoreKind.available)
    func `edits of one contact by many lose nothing`(kind: StoreKind) async throws {
        try await Self.withContact(kind) { world, id in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<12 {
                    group.addTask {
                        let tag = TagName(stored: "T\(index)")
                        try await world.cards.edit(
                            id,
                            [.addTag(tag, score: 1), .score(Int64(index + 1))],
                            actor: .named("a")
                        )
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await world.count("contact_tag") == 12)
            let scores = try await world.timeline(1).filter { $0.facet == .score }
            #expect(scores.count == 12)
            #expect(scores.first?.new == (try await world.values(.score, [1]).first))
            for (later, earlier) in zip(scores, scores.dropFirst()) { #expect(later.old == earlier.new) }
        }
    }
}
