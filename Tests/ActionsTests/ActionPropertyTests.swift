import Actions
import Bitmaps
import Contacts
import Storage
import TestSupport
import Testing

/// What holds for every action on any contacts.
struct ActionPropertyTests {
    @Test func `every contact counts once, only real changes are made, and nothing is done twice`() throws {
        var random = SeededGenerator(for: "every contact counts once, only real changes, nothing twice")
        for round in 0..<300 {
            let place = "seed \(random.seed), round \(round)"
            let facets = Self.contacts(20, using: &random)
            let audience = (1...30 as ClosedRange<UInt32>).filter { _ in random.chance(0.7) }
            let action = RandomActions.action(using: &random)
            let list = try ActionList([action])

            let (set, outcomes) = try list.effect(on: audience, reading: facets, in: context)
            let outcome = try #require(outcomes.first)
            #expect(outcomes.count == 1 && outcome.total == audience.count, "\(place): \(action)")
            #expect(set.contacts.count == outcome.changed, "\(place): \(action)")
            #expect(outcome.skipped[.deleted] ?? 0 == audience.count { $0 > 20 }, "\(place): \(action)")
            for change in set.changes { try expectReal(change, audience, facets, "\(place): \(action)") }

            facets.apply(set.changes)
            let (again, outcomesAgain) = try list.effect(on: audience, reading: facets, in: context)
            if case .addNote = action { continue }
            if case .generateCoupon = action { continue }
            #expect(again.changes.isEmpty, "\(place): \(action)")
            #expect(outcomesAgain.first?.changed == 0 && outcomesAgain.first?.total == audience.count, "\(place)")
        }
    }

    @Test func `a list does what its actions do one after the other`() throws {
        var random = SeededGenerator(for: "a list does what its actions do one after the other")
        for round in 0..<200 {
            let whole = Self.contacts(15, using: &random)
            let single = MemoryFacets(whole.contacts)
            let list = RandomActions.list(using: &random)
            let audience = Array(1...15 as ClosedRange<UInt32>)
            let (set, outcomes) = try list.effect(on: audience, reading: whole, in: context)
            whole.apply(set.changes)
            var expected: [Outcome] = []
            for action in list.actions {
                let effect = try action.action.effect(on: single)
                single.apply(effect.changes)
                expected.append(effect.outcome)
            }
            #expect(outcomes == expected, "seed \(random.seed), round \(round)")
            for facet in RandomActions.facets {
                let found = try whole.values(of: facet, for: audience)
                let expected = try single.values(of: facet, for: audience)
                #expect(found == expected, "seed \(random.seed), round \(round), \(facet)")
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `both databases end where memory ends`(kind: StoreKind) async throws {
        var random = SeededGenerator(for: "both databases end where memory ends")
        let contacts = (1...40).map { RandomActions.contact($0, using: &random) }
        let memory = MemoryFacets(
            Dictionary(
                uniqueKeysWithValues: contacts.enumerated().map {
                    (UInt32($0.offset) + 1, RandomActions.values(of: $0.element))
                }
            )
        )
        let lists = (0..<25).map { _ in RandomActions.list(using: &random) }
        let audiences = lists.map { _ in (1...45 as ClosedRange<UInt32>).filter { _ in random.chance(0.6) } }
        let passages = TestAutomations.all.map { automation in
            let values = contacts.map { _ in TestAutomations.passage(using: &random) }
            let all = zip(UInt32(1)..., values).filter { $0.1 != .none }
            return Change(automation.facet, Bitmap(all.map(\.0)), from: .same(.none), to: .each(all.map(\.1)))
        }
        let seed = random.seed
        try await TestDatabase.withDatabase(kind) { database in
            try await TestUsers.add(to: database)
            try await TestFunnels.add(to: database)
            try await TestAutomations.add(to: database)
            try await TestDocuments.add(to: database)
            _ = try await database.write { connection in
                let door = Door(connection, now: TestClock.start)
                return try door.commit(ChangeSet(created: contacts), cause: Cause(.import, actor: "tests"))
            }
            try await Self.enter(passages, in: database)
            memory.apply(passages)
            for (round, (list, audience)) in zip(lists, audiences).enumerated() {
                let outcomes = try await Self.run(list, on: audience, in: database)
                let (set, expected) = try list.effect(on: audience, reading: memory, in: context)
                memory.apply(set.changes)
                #expect(outcomes == expected, "seed \(seed), round \(round)")
            }
            let deletion = try ActionList([.deleteContacts(DeleteContacts())])
            let deleted = try await Self.run(deletion, on: [3, 5, 44], in: database)
            #expect(deleted == [Outcome(changed: 2, skipped: [.deleted: 1])])
            memory.apply([Change(.existence, [3, 5], from: .same(.yes), to: .same(.none))])

            let everybody = Array(1...45 as ClosedRange<UInt32>)
            for facet in RandomActions.facets + [.existence] {
                let found = try await database.read { connection in
                    try SQLFacetReader(connection, catalogue: Catalogue(connection)).values(of: facet, for: everybody)
                }
                let expected = try memory.values(of: facet, for: everybody)
                #expect(found == expected, "seed \(seed), \(facet)")
            }
        }
    }

    private static func enter(_ passages: [Change], in database: any Database) async throws {
        try await database.write { connection in
            _ = try Door(connection, now: context.now)
                .commit(ChangeSet(changes: passages), cause: Cause(.sample, actor: "tests"))
        }
    }

    private static func contacts(_ count: Int, using random: inout SeededGenerator) -> MemoryFacets {
        var contacts: [UInt32: [Facet: FacetValue]] = [:]
        for index in 1...count {
            var values = RandomActions.values(of: RandomActions.contact(index, using: &random))
            for automation in TestAutomations.all {
                values[automation.facet] = TestAutomations.passage(using: &random)
            }
            contacts[UInt32(index)] = values
        }
        return MemoryFacets(contacts)
    }

    private static func run(
        _ list: ActionList,
        on audience: [UInt32],
        in database: any Database
    ) async throws -> [Outcome] {
        try await database.write { connection in
            let door = Door(connection, now: context.now)
            try door.lock(Bitmap(audience).buckets)
            let (set, outcomes) = try list.effect(on: audience, reading: door.facets, in: context)
            try door.commit(set, cause: Cause(.execution, id: 1, actor: context.actor.name))
            return outcomes
        }
    }

    /// The change concerns members of the audience that exist, tells their old values right, and alters each.
    private func expectReal(_ change: Change, _ audience: [UInt32], _ facets: MemoryFacets, _ place: String) throws {
        let numbers = change.contacts.numbers
        #expect(!numbers.isEmpty && Set(numbers).isSubset(of: audience), "\(place)")
        #expect(try facets.existing(numbers) == numbers, "\(place)")
        let present = try facets.values(of: change.facet, for: numbers)
        for (rank, value) in present.enumerated() {
            #expect(change.old[rank] == value, "\(place)")
            #expect(change.new[rank] != value, "\(place)")
        }
        if case .each(let values) = change.new { #expect(values.count == numbers.count, "\(place)") }
        if case .each(let values) = change.old { #expect(values.count == numbers.count, "\(place)") }
    }
}
