import Bitmaps
import Contacts
import Storage
import TestSupport
import Testing

struct FunnelHistoryTests {
    private let funnel = TestFunnels.onboarding

    private func place(_ index: Int, since: Int64 = 1, value: Int64? = nil) -> FacetValue {
        .stage(funnel.stages[index].id, since: since, value: value)
    }

    @Test(arguments: StoreKind.available)
    func `the history tells entries and exits, an execution as one, within reach`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await TestUsers.add(to: world.database)
            try await TestFunnels.add(to: world.database)
            // The contacts lie in two buckets, which are two changes in the journal.
            try await world.startNumbers(at: 65_534)
            var contacts = World.bare(5)
            contacts[0].owners = OwnerList(main: TestUsers.anna, since: 1)
            let numbers = try await world.create(contacts)
            let run = Cause(.execution, id: 7, text: "Spring", actor: "anna")
            let card = Cause(.card, actor: "anna")
            let everybody = Bitmap(numbers)
            try await world.commit(
                Change(.stage(funnel.id), everybody, from: .same(.none), to: .same(place(0))),
                cause: run
            )
            try await world.commit(
                Change(.stage(funnel.id), [numbers[0]], from: .same(place(0)), to: .same(place(0, value: 5))),
                Change(.stage(funnel.id), [numbers[1]], from: .same(place(0)), to: .same(place(1, since: 2))),
                cause: card
            )
            try await world.commit(
                Change(.stage(funnel.id), [numbers[4]], from: .same(place(0)), to: .same(.none)),
                cause: card
            )
            let whole = try await history(world, .everybody)
            #expect(whole.map(\.contacts) == [1, 1, 5])
            #expect(whole.map(\.stage) == [nil, funnel.stages[1].id, funnel.stages[0].id])
            #expect(whole.map(\.cause) == [card, card, run])
            #expect(try await history(world, .everybody, limit: 2).count == 2)
            let own = try await history(world, .owned(by: TestUsers.anna))
            #expect(own.map(\.contacts) == [1])
            #expect(own.map(\.cause) == [run])
            #expect(try await history(world, .owned(by: TestUsers.jan)).isEmpty)
        }
    }

    private func history(_ world: World, _ reach: Reach, limit: Int = 10) async throws -> [FunnelHistory.Entry] {
        try await world.database.read { try FunnelHistory(funnel.id, within: reach, limit: limit, $0).entries }
    }
}
