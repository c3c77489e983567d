import Bitmaps
import Contacts
import Storage
import TestSupport
import Testing

struct StatusHistoryTests {
    private static let day: Int64 = 86_400_000

    private func counts(
        _ history: StatusHistory,
        at instants: [Int64],
        _ world: World
    ) async throws -> [StatusCounts] {
        try await world.database.read { try history.counts(at: instants, from: StatusWorld.members($0), $0) }
    }

    /// Both what remembers and what is asked for the first time.
    @Test(arguments: StoreKind.available)
    func `the numbers of every day are those of a model`(kind: StoreKind) async throws {
        let random = SeededGenerator(for: "the numbers of every day are those of a model")
        try await World.with(kind) { world in
            // In two buckets, which are two changes in the journal.
            try await world.startNumbers(at: 65_525)
            var statuses = StatusWorld(world, random)
            let history = StatusHistory()
            for round in 0..<60 {
                try await statuses.change()
                guard round % 6 == 5 else { continue }
                let first = TestClock.start - Self.day
                let days = Array(stride(from: first, through: world.clock.now, by: Int(Self.day)))
                let expected = days.map(statuses.counts)
                let place: Comment = "seed \(random.seed), round \(round)"
                #expect(try await counts(history, at: days, world) == expected, place)
                #expect(try await counts(StatusHistory(), at: days, world) == expected, place)
                // The days of another time zone, through the same memory.
                let shifted = days.map { $0 - 7_200_000 }
                #expect(try await counts(history, at: shifted, world) == shifted.map(statuses.counts), place)
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `a finished day is counted once, and anew when somebody is deleted for good`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.create(World.bare(3))
            world.clock.advance(by: .seconds(86_400))
            try await world.commit(Change(.emailStatus, [1, 2], from: .same(.no), to: .same(.yes)))
            let history = StatusHistory()
            let days = [TestClock.start + 1000, world.clock.now + 1000]
            var before = StatusCounts()
            before[.optedOut] = 3
            var after = StatusCounts()
            (after[.optedIn], after[.optedOut]) = (2, 1)
            #expect(try await counts(history, at: days, world) == [before, after])
            // What it remembers does not need the journal any more.
            _ = try await world.database.write { try $0.execute("DELETE FROM journal_change WHERE facet = 2") }
            #expect(try await counts(history, at: days, world) == [before, after])
            try await world.commit(Change(.existence, [3], from: .same(.yes), to: .same(.none)))
            let left = try await counts(history, at: days, world)
            #expect(left.map(\.total) == [2, 2])
        }
    }

    @Test(arguments: StoreKind.available)
    func `an empty base has an empty history`(kind: StoreKind) async throws {
        try await World.with(kind) { world async throws in
            let days = [TestClock.start - Self.day, TestClock.start]
            #expect(try await counts(StatusHistory(), at: days, world) == [StatusCounts(), StatusCounts()])
            #expect(try await counts(StatusHistory(), at: [], world).isEmpty)
        }
    }
}
