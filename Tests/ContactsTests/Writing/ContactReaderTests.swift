import Contacts
import Storage
import TestSupport
import Testing

struct ContactReaderTests {
    @Test(arguments: StoreKind.available)
    func `contacts come in the order of the numbers asked for, without those that are not there`(
        kind: StoreKind
    ) async throws {
        try await World.with(kind) { world in
            try await world.create(World.bare(5))
            #expect(try await world.contacts([4, 99, 2, 5]).map(\.number) == [4, 2, 5])
            #expect(try await world.contacts([]).isEmpty)
            #expect(try await world.contact(99) == nil)
        }
    }

    @Test(arguments: StoreKind.available)
    func `an address is found in any spelling of its key`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            var contact = World.bare(1)[0]
            contact.email = RandomContacts.email("Anna+x@BÜCHER.example")
            try await world.create([contact])
            for spelling in ["anna+X@bücher.example", "ANNA+X@xn--bcher-kva.example"] {
                #expect(try await world.number(of: spelling) == 1)
            }
            #expect(try await world.number(of: "anna@bücher.example") == nil)
        }
    }

    @Test(arguments: StoreKind.available)
    func `the dot shows removed before invalid before consent`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            let contact = World.bare(1)[0]
            try await world.create([contact])
            let steps: [(CardEdit, ContactStatus)] = [
                (.score(1), .optedOut), (.emailStatus(.optedIn), .optedIn), (.invalid(true), .invalid),
                (.remove, .removed), (.invalid(false), .removed), (.restore, .optedIn),
            ]
            for (edit, status) in steps {
                try await world.cards.edit(contact.id, [edit], actor: .named("anna"))
                #expect(try await world.contact(1)?.status == status, "\(edit)")
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `facets are read in the order of the numbers, dense and sparse`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            var contacts = World.bare(300)
            for index in contacts.indices { contacts[index].score = Int64(index + 1) }
            try await world.create(contacts)
            for numbers: [UInt32] in [
                [], [1], [300], [1, 2, 3], [1, 300], Array(1...300), [5, 7, 250, 301, 4_000_000_000],
                [0, 1, 300, 301],
            ] {
                let expected = numbers.map { (1...300).contains($0) ? FacetValue.integer(Int64($0)) : .none }
                #expect(try await world.values(.score, numbers) == expected)
                let existing = try await world.database.read { connection in
                    try SQLFacetReader(connection, catalogue: Catalogue(connection)).existing(numbers)
                }
                #expect(existing == numbers.filter { (1...300).contains($0) })
            }
        }
    }
}
