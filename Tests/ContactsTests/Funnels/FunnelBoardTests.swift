import Bitmaps
import Contacts
import Storage
import TestSupport
import Testing

struct FunnelBoardTests {
    private let funnel = TestFunnels.onboarding

    @Test(arguments: StoreKind.available)
    func `the board counts contacts, values and how many got further`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await TestUsers.add(to: world.database)
            try await TestFunnels.add(to: world.database)
            var contacts = World.bare(10)
            for index in 0..<4 { contacts[index].owners = OwnerList(main: TestUsers.anna, since: 1) }
            let numbers = try await world.create(contacts)
            // Contacts 0 to 4 are leads, 5 and 6 on trial, 7 at the end; 8 is elsewhere and 9 nowhere.
            let stages = [0, 0, 0, 0, 0, 1, 1, 2].map { funnel.stages[$0].id }
            let places = stages.enumerated().map { FacetValue.stage($1, since: 1, value: $0 == 1 ? nil : Int64($0)) }
            let elsewhere = FacetValue.stage(TestFunnels.wholesale.stages[0].id, since: 1, value: 1000)
            try await world.commit(
                Change(.stage(funnel.id), Bitmap(numbers.prefix(8)), from: .same(.none), to: .each(places)),
                Change(.stage(TestFunnels.wholesale.id), [numbers[8]], from: .same(.none), to: .same(elsewhere)),
                Change(.removed, [numbers[4]], from: .same(.none), to: .same(.integer(1)))
            )
            let everything = try await board(world, .everybody)
            #expect(everything.columns.map(\.contacts) == [4, 2, 1])
            #expect(everything.columns.map(\.value) == [5, 11, 7])
            #expect(everything.columns.map(\.reached) == [7, 3, 1])
            #expect(everything.columns.map(\.conversion) == [nil, 3.0 / 7, 1.0 / 3])
            #expect(everything.contacts == 7)
            #expect(everything.value == 23)
            let own = try await board(world, .owned(by: TestUsers.anna))
            #expect(own.columns.map(\.contacts) == [4, 0, 0])
            #expect(own.columns.map(\.conversion) == [nil, 0, nil])
            let others = try await board(world, .owned(by: TestUsers.jan))
            #expect(others.contacts == 0)
            #expect(others.columns.map(\.conversion) == [nil, nil, nil])
        }
    }

    private func board(_ world: World, _ reach: Reach) async throws -> FunnelBoard {
        try await world.database.read { try FunnelBoard(funnel, within: reach, $0) }
    }
}
