import Bitmaps
import Contacts
import Storage
import TestSupport
import Testing

/// Rows, journal and a plain dictionary say the same after any change sets.
struct JournalModelTests {
    @Test(arguments: StoreKind.available)
    func `the rows and the replayed journal agree with a model`(kind: StoreKind) async throws {
        var random = SeededGenerator(for: "the rows and the replayed journal agree with a model")
        let seed = random.seed
        try await World.with(kind) { world in
            try await TestUsers.add(to: world.database)
            try await TestFunnels.add(to: world.database)
            try await TestAutomations.add(to: world.database)
            try await TestDocuments.add(to: world.database)
            var model = ModelWorld()
            var emails: [UInt32: String] = [:]
            try await world.startNumbers(at: 65_520)
            var newcomers = World.bare(60)[...]
            for round in 0..<40 {
                var set = ChangeSet()
                if round % 10 == 0 {
                    set.created = Array(newcomers.prefix(10))
                    newcomers = newcomers.dropFirst(10)
                }
                var next = model
                for _ in 0..<random.int(0...4) {
                    guard let change = next.randomChange(using: &random) else { continue }
                    next.apply(change)
                    set.changes.append(change)
                }
                if random.chance(0.15), let number = next.numbers.randomElement(using: &random) {
                    let change = Change(.existence, [number], from: .same(.yes), to: .same(.none))
                    next.apply(change)
                    set.changes.append(change)
                }
                model = next
                let created = set.created
                let numbers = try await world.commit(set)?.created ?? []
                for (number, contact) in zip(numbers, created) {
                    model.create(number, email: contact.email.text)
                    emails[number] = contact.email.text
                }
                try await expectRows(of: model, in: world, "seed \(seed), round \(round)")
            }
            try await expectReplay(of: model, emails, in: world, "seed \(seed)")
        }
    }

    private func expectRows(of model: ModelWorld, in world: World, _ place: String) async throws {
        let numbers = model.numbers
        let values = try await world.database.read { connection in
            let reader = SQLFacetReader(connection, catalogue: Catalogue(connection))
            #expect(Array(try reader.existing(Array(65_500...65_600))) == numbers, "\(place)")
            return try ModelWorld.facets.map { try reader.values(of: $0, for: numbers) }
        }
        for (facet, found) in zip(ModelWorld.facets, values) {
            #expect(found == numbers.map { model.value(facet, of: $0) }, "\(place), \(facet)")
        }
    }

    /// Every entry begins where the one before it ended, and the last ones are the rows.
    private func expectReplay(
        of model: ModelWorld,
        _ emails: [UInt32: String],
        in world: World,
        _ place: String
    ) async throws {
        var replayed: [UInt32: [Facet: FacetValue]] = [:]
        for change in try await world.journal() {
            for (rank, number) in change.contacts.numbers.enumerated() {
                if change.facet == .existence {
                    replayed[number] = change.new[rank] == .yes ? ModelWorld.bare(emails[number] ?? "") : nil
                    replayed[number]?[.emailStatus] = FacetValue.none
                    replayed[number]?[.mobileStatus] = FacetValue.none
                    continue
                }
                let before = replayed[number]?[change.facet] ?? .none
                #expect(before == change.old[rank], "\(place), \(number), \(change.facet)")
                replayed[number]?[change.facet] = change.new[rank]
            }
        }
        #expect(replayed.keys.sorted() == model.numbers, "\(place)")
        for number in model.numbers {
            for facet in ModelWorld.facets {
                #expect(replayed[number]?[facet] ?? .none == model.value(facet, of: number), "\(place), \(facet)")
            }
        }
    }
}
