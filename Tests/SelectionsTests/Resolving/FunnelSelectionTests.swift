import Bitmaps
import Contacts
import Selections
import TestSupport
import Testing

struct FunnelSelectionTests {
    @Test(arguments: StoreKind.available)
    func `a funnel or stage that is not there is an error, and a renamed one is found by its new name`(
        kind: StoreKind
    ) async throws {
        try await TestDatabase.withDatabase(kind) { database in
            try await TestUsers.add(to: database)
            try await TestFunnels.add(to: database)
            try await TestAutomations.add(to: database)
            var world = SelectionWorld(database, SeededGenerator(seed: 4))
            try await world.commit(ChangeSet(created: world.created(5)))
            let onboarding = TestFunnels.onboarding
            let place = FacetValue.stage(onboarding.stages[1].id, since: 1, value: nil)
            try await world.commit(
                ChangeSet(changes: [Change(.stage(onboarding.id), [1, 3], from: .same(.none), to: .same(place))])
            )
            func count(_ query: String) async throws -> Int {
                try await world.audiences.count(Selection(query: query))
            }
            #expect(try await count("funnel.onboarding = TRIAL") == 2)
            #expect(try await count("funnel.Onboarding in (Trial, Lead)") == 2)
            #expect(try await count("not has funnel.Onboarding") == 3)
            #expect(try await count("funnel.Onboarding = Lead") == 0)
            await #expect(throws: SelectionError.unknownFunnel(.unknown("Sales"))) {
                try await count("has funnel.Sales")
            }
            await #expect(throws: SelectionError.unknownFunnel(.unknownStage("Gone", funnel: "Onboarding"))) {
                try await count("funnel.onboarding in (Trial, Gone)")
            }
            try await FunnelStore(database).rename(onboarding.id, to: "Sales", group: nil)
            #expect(try await count("has funnel.Sales") == 2)
            await #expect(throws: SelectionError.unknownFunnel(.unknown("Onboarding"))) {
                try await count("has funnel.Onboarding")
            }
        }
    }
}
