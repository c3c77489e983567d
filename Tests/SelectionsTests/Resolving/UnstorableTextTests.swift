import Contacts
import Selections
import TestSupport
import Testing

struct UnstorableTextTests {
    @Test(arguments: StoreKind.available)
    func `a text with a zero character finds nobody`(kind: StoreKind) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            try await TestUsers.add(to: database)
            try await TestFunnels.add(to: database)
            try await TestAutomations.add(to: database)
            var world = SelectionWorld(database, SeededGenerator(seed: 4))
            var contact = world.newContact()
            contact.fields = [.name: "Anna", .phone: "48"]
            contact.details = [RandomContacts.detailNames("city")[0]: "Brno"]
            try await world.commit(ChangeSet(created: [contact]))
            for query in [
                "name = \"Anna\u{0}x\"", "name ~ \"Anna\u{0}x\"", "name starts \"An\u{0}\"", "phone ~ \"\u{0}\"",
                "detail.city = \"Brno\u{0}\"", "detail.city ~ \"Br\u{0}\"", "email ~ \"\u{0}\"",
            ] {
                #expect(try await world.audiences.count(Selection(query: query)) == 0, "\(query)")
            }
            await #expect(throws: SelectionError.unknownFunnel(.unknown("a\u{0}"))) {
                try await world.audiences.count(Selection(query: "has funnel.\"a\u{0}\""))
            }
            await #expect(throws: SelectionError.unknownAutomation(.unknown(.rule, "a\u{0}"))) {
                try await world.audiences.count(Selection(query: "has rule.\"a\u{0}\""))
            }
            #expect(try await world.audiences.count(Selection(query: "name in (\"\u{0}\", anna)")) == 1)
        }
    }
}
