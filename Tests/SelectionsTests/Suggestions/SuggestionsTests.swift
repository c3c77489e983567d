import Bitmaps
import Contacts
import Selections
import TestSupport
import Testing

struct SuggestionsTests {
    @Test(arguments: StoreKind.available)
    func `tags that begin with the text come before those that contain it`(kind: StoreKind) async throws {
        try await withSuggestions(kind) { suggestions in
            for (text, names) in [
                ("shoe", ["SHOES", "SHOE_SIZE", "OLD_SHOES"]), (" żół", ["ZOLTE"]), ("shoe s", ["SHOE_SIZE"]),
                ("nothing", []), ("%", []),
            ] {
                let found = try await suggestions.tags(matching: text, limit: 10)
                #expect(found.map(\.name.text) == names, "\(text)")
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `an empty text gives the first tags and one that no tag can hold gives none`(kind: StoreKind) async throws {
        try await withSuggestions(kind) { suggestions in
            let all = ["OLD_SHOES", "SHOES", "SHOE_SIZE", "ZOLTE"]
            for (text, names) in [("  ", all), ("", all), ("a,b", []), (String(repeating: "x", count: 256), [])] {
                let found = try await suggestions.tags(matching: text, limit: 10)
                #expect(found.map(\.name.text) == names, "\(text)")
            }
            #expect(try await suggestions.tags(matching: "", limit: 2).map(\.name.text) == ["OLD_SHOES", "SHOES"])
        }
    }

    @Test(arguments: StoreKind.available)
    func `a tag comes with the number of contacts that have it and are not removed`(kind: StoreKind) async throws {
        try await withSuggestions(kind) { suggestions in
            let found = try await suggestions.tags(matching: "shoes", limit: 5)
            #expect(found.map(\.contacts) == [2, 0])
        }
    }

    @Test(arguments: StoreKind.available)
    func `details are found without regard to case`(kind: StoreKind) async throws {
        try await withSuggestions(kind) { suggestions in
            let names = try await suggestions.details(matching: "CI", limit: 5).map(\.text)
            #expect(names.sorted() == ["City", "city", "social"])
            #expect(try await suggestions.details(matching: "długość", limit: 5).map(\.text) == ["Długość"])
            #expect(try await suggestions.details(matching: "", limit: 2).count == 2)
            #expect(try await suggestions.details(matching: "_", limit: 2).isEmpty)
        }
    }

    /// Two contacts have SHOES; the only one with OLD_SHOES is removed.
    private func withSuggestions(_ kind: StoreKind, _ body: (Suggestions) async throws -> Void) async throws {
        let tags = RandomContacts.tagNames("SHOES", "SHOE SIZE", "OLD SHOES", "żółte")
        let details = RandomContacts.detailNames("city", "City", "social", "Długość")
        try await TestDatabase.withDatabase(kind) { database in
            try await TestUsers.add(to: database)
            var world = SelectionWorld(database, SeededGenerator(seed: 3))
            var contacts = world.created(3)
            contacts[0].tags = [tags[0]: 1, tags[1]: 1]
            contacts[1].tags = [tags[0]: 1, tags[3]: 1]
            contacts[2].tags = [tags[2]: 1]
            for index in contacts.indices {
                contacts[index].details = Dictionary(uniqueKeysWithValues: details.map { ($0, "x") })
            }
            try await world.commit(ChangeSet(created: contacts))
            let last = try #require(world.model.numbers.last)
            try await world.commit(
                ChangeSet(changes: [Change(.removed, [last], from: .same(.none), to: .same(.integer(1)))])
            )
            try await body(Suggestions(database, audiences: world.audiences))
        }
    }
}
