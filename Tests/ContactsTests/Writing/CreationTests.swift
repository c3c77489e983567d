import Bitmaps
import Storage
import TestSupport
import Testing

@testable import Contacts

struct CreationTests {
    @Test(arguments: StoreKind.available)
    func `created contacts are read as they were given`(kind: StoreKind) async throws {
        var random = SeededGenerator(for: "created contacts are read as they were given")
        let contacts = RandomContacts().make(120, using: &random)
        try await World.with(kind) { world in
            let numbers = try await world.create(contacts)
            #expect(numbers == Array(1...120))
            let found = try await world.contacts(numbers)
            #expect(found.map(\.number) == numbers)
            for (given, contact) in zip(contacts, found) {
                var fields = given.fields
                fields[.email] = given.email.text
                let expected = Contact(
                    number: contact.number,
                    id: given.id,
                    email: given.email.text,
                    fields: contact.fields,
                    emailStatus: given.emailStatus,
                    isInvalid: given.isInvalid,
                    mobileStatus: given.mobileStatus,
                    monitoring: given.isMonitored ? .monitored : .never,
                    state: given.state,
                    score: given.score,
                    createdAt: given.createdAt,
                    modifiedAt: given.createdAt,
                    removedAt: nil
                )
                #expect(contact == expected)
                #expect(contact.fields.filter { $0.key != .email } == given.fields)
                try await expectNames(of: given, contact.number, world)
            }
        }
    }

    private func expectNames(of given: NewContact, _ number: UInt32, _ world: World) async throws {
        let (tags, details, byID, byEmail) = try await world.database.read { connection in
            let reader = ContactReader(connection)
            return (
                try reader.tags(of: number), try reader.details(of: number), try reader.number(of: given.id),
                try reader.number(of: given.email)
            )
        }
        let expectedTags = given.tags.map { ContactTag(name: $0.key, score: $0.value, addedAt: given.createdAt) }
        #expect(Set(tags) == Set(expectedTags) && tags.count == expectedTags.count)
        #expect(Dictionary(uniqueKeysWithValues: details.map { ($0.name, $0.value) }) == given.details)
        #expect(byID == number && byEmail == number)
    }

    @Test(arguments: StoreKind.available)
    func `the journal keeps of a new contact that it is there and what it agreed to`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            var contacts = World.bare(3)
            contacts[1].emailStatus = .optedIn
            contacts[1].fields[.name] = "Secret Name"
            try await world.create(contacts, cause: Cause(.import, id: 9, text: "list.csv", actor: "anna"))
            #expect(
                try await world.journal() == [
                    Change(.existence, [1, 2, 3], from: .same(.none), to: .same(.yes)),
                    Change(.emailStatus, [1, 2, 3], from: .same(.none), to: .each([.no, .yes, .no])),
                    Change(.mobileStatus, [1, 2, 3], from: .same(.none), to: .same(.no)),
                ]
            )
            let entry = try await world.timeline(2).first
            #expect(entry?.cause == Cause(.import, id: 9, text: "list.csv", actor: "anna"))
            #expect(entry?.at == TestClock.start)
        }
    }

    @Test(arguments: StoreKind.available)
    func `numbers go on after those that were given, over the border of a bucket too`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.startNumbers(at: 65_530)
            let numbers = try await world.create(World.bare(20))
            #expect(numbers == Array(65_530...65_549))
            let rows = try await world.database.read {
                try $0.rows("SELECT bucket, contacts FROM journal_change WHERE facet = 1 ORDER BY position") {
                    ($0.integer(0), try Bitmap(serialized: $0.bytes(1)).numbers)
                }
            }
            #expect(rows.map(\.0) == [0, 1])
            #expect(rows.map(\.1) == [Array(65_530...65_535), Array(65_536...65_549)])
        }
    }

    @Test(arguments: StoreKind.available)
    func `an address that is taken is a conflict and nothing of the set remains`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            var contacts = World.bare(3)
            try await world.create([contacts[0]])
            contacts[2].email = RandomContacts.email("BARE0@EXAMPLE.com")
            let others = [contacts[1], contacts[2]]
            let error = await #expect(throws: StorageError.self) { try await world.create(others) }
            #expect(error?.code == .conflict)
            #expect(try await world.count("contact") == 1)
            #expect(try await world.count("journal") == 1)
            #expect(try await world.create([contacts[1]]) == [2])
        }
    }

    @Test(arguments: StoreKind.available)
    func `several can create contacts at once`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            let contacts = World.bare(40)
            let numbers = try await withThrowingTaskGroup(of: [UInt32].self) { group in
                for index in 0..<8 {
                    group.addTask {
                        var mine = Array(contacts[(index * 5)..<(index * 5 + 5)])
                        for place in mine.indices { mine[place].tags = [try TagName("SHARED \(place)"): 1] }
                        return try await world.create(mine)
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(numbers.sorted() == Array(1...40))
            #expect(try await world.count("tag") == 5)
            #expect(try await world.count("contact_tag") == 40)
            let sequences = try await world.database.read {
                try $0.rows("SELECT sequence FROM journal ORDER BY sequence") { $0.integer(0) }
            }
            #expect(sequences == Array(1...8))
        }
    }
}
