import Bitmaps
import Contacts
import TestSupport
import Testing

struct TimelineTests {
    @Test(arguments: StoreKind.available)
    func `a timeline mixes single and bulk changes, newest first`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.create(World.bare(3))
            let bulk = Cause(.execution, id: 4, text: "Clean", actor: "anna")
            for round in 1...3 {
                world.clock.advance(by: .seconds(1))
                let (old, new) = (FacetValue.integer(Int64(round - 1) * 10), FacetValue.integer(Int64(round) * 10))
                try await world.commit(Change(.score, [1, 2], from: .same(old), to: .same(new)), cause: bulk)
                try await world.commit(
                    Change(.state, [2], from: .same(.integer(Int64(round - 1))), to: .same(.integer(Int64(round))))
                )
            }
            let entries = try await world.timeline(2)
            #expect(entries.prefix(6).map(\.facet) == [.state, .score, .state, .score, .state, .score])
            #expect(entries.prefix(6).map(\.new) == [3, 30, 2, 20, 1, 10].map { .integer($0) })
            #expect(entries.prefix(6).map(\.old) == [2, 20, 1, 10, 0, 0].map { .integer($0) })
            #expect(entries[1].cause == bulk)
            #expect(entries[0].at == TestClock.start + 3000)
            #expect(entries.map(\.sequence) == entries.map(\.sequence).sorted(by: >))
            #expect(entries.suffix(3).allSatisfy { $0.cause.kind == .import })
            #expect(try await world.timeline(2, limit: 2) == Array(entries.prefix(2)))
            #expect(try await world.timeline(1).count == 6)
            #expect(try await world.timeline(3).count == 3)
            #expect(try await world.timeline(99).isEmpty)
        }
    }

    @Test(arguments: StoreKind.available)
    func `each contact sees its own values of a bulk change`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.create(World.bare(3))
            let texts: [FacetValue] = [.text("a"), .text("b")]
            try await world.commit(Change(.field(.city), [1, 3], from: .same(.none), to: .each(texts)))
            try await world.commit(Change(.field(.city), [1, 3], from: .each(texts), to: .same(.none)))
            #expect(try await world.timeline(1).prefix(2).map(\.old) == [.text("a"), .none])
            #expect(try await world.timeline(3).prefix(2).map(\.old) == [.text("b"), .none])
        }
    }
}
