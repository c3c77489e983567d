import Bitmaps
import Contacts
import Storage
import TestSupport
import Testing

struct StatusOriginsTests {
    private func origins(
        _ numbers: [UInt32],
        _ world: World,
        amongLatest limit: Int = .max
    ) async throws -> [UInt32: ContactOrigins] {
        try await world.database.read { connection in
            let contacts = try ContactReader(connection).contacts(numbers)
            return try StatusOrigins(connection).origins(of: contacts, amongLatest: limit)
        }
    }

    @Test(arguments: StoreKind.available)
    func `the origin is the commit that a model names`(kind: StoreKind) async throws {
        let random = SeededGenerator(for: "the origin is the commit that a model names")
        try await World.with(kind) { world in
            try await world.startNumbers(at: 65_525)
            var statuses = StatusWorld(world, random)
            for round in 0..<40 {
                try await statuses.change()
                guard round % 5 == 4 else { continue }
                let found = try await origins(Array(statuses.people.keys), world)
                let few = try await origins(Array(statuses.people.keys), world, amongLatest: 6)
                for (number, person) in statuses.people {
                    let place: Comment = "seed \(random.seed), round \(round), contact \(number)"
                    let status = "step \(person.statusStep)"
                    let letter = "step \(person.letterStep)"
                    #expect(found[number]?.status?.cause.text == status, place)
                    #expect(found[number]?.monitoring?.cause.text == letter, place)
                    // Who looks at less finds the same or nothing.
                    #expect([nil, status].contains(few[number]?.status?.cause.text), place)
                    #expect([nil, letter].contains(few[number]?.monitoring?.cause.text), place)
                }
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `what hides behind another status is no origin`(kind: StoreKind) async throws {
        try await World.with(kind) { world in
            try await world.create(World.bare(2), cause: Cause(.import, id: 1, text: "people.csv", actor: "anna"))
            let steps: [(Change, String)] = [
                (Change(.invalid, [1], from: .same(.no), to: .same(.yes)), "bounce"),
                (Change(.emailStatus, [1], from: .same(.no), to: .same(.yes)), "hidden"),
                (Change(.score, [1], from: .same(.no), to: .same(.integer(5))), "score"),
            ]
            for (change, source) in steps {
                world.clock.advance(by: .seconds(60))
                try await world.commit(change, cause: Cause(.card, text: source, actor: "anna"))
            }
            let found = try await origins([1, 2], world)
            #expect(found[1]?.status?.cause.text == "bounce")
            #expect(found[1]?.status?.at == TestClock.start + 60_000)
            #expect(found[1]?.monitoring?.cause.text == "people.csv")
            #expect(found[2]?.status?.at == TestClock.start)
            #expect(found[2]?.status?.cause == Cause(.import, id: 1, text: "people.csv", actor: "anna"))
            // Taken back in the same commit, the mark was never gone.
            try await world.commit(
                Change(.invalid, [1], from: .same(.yes), to: .same(.no)),
                Change(.invalid, [1], from: .same(.no), to: .same(.yes))
            )
            #expect(try await origins([1], world)[1]?.status?.cause.text == "bounce")
            #expect(try await origins([], world).isEmpty)
        }
    }
}
