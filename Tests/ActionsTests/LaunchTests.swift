import Actions
import Bitmaps
import Contacts
import TestSupport
import Testing

/// What every launch of a rule or workflow has in common.
struct LaunchTests {
    private let now = TestClock.start
    private let onboarding = TestAutomations.onboarding

    /// Never launched, finished long ago, finished an hour ago, launched as often as it may be, inside, failed.
    private var base: MemoryFacets {
        let hour: Int64 = 3_600_000
        let inside = Place(version: 1, node: NodeID(2), since: now - 48 * hour, dueAt: nil)
        let failed = Place(version: 1, node: NodeID(2), since: now - 48 * hour, dueAt: nil, flags: .failed)
        return MemoryFacets(
            onboarding.facet,
            [
                1: .none, 2: .passage(Passage(launches: 1, launchedAt: now - 24 * hour)),
                3: .passage(Passage(launches: 1, launchedAt: now - hour)),
                4: .passage(Passage(launches: 2, launchedAt: now - 48 * hour)),
                5: .passage(Passage(launches: 1, launchedAt: now - 48 * hour, place: inside)),
                6: .passage(Passage(launches: 9, launchedAt: now - 48 * hour, place: failed)),
            ]
        )
    }

    private func effect(_ launch: Launch, on facets: MemoryFacets) throws -> Effect {
        try launch.effect(on: WorkingState(facets.contacts.keys.sorted(), reader: facets), at: now)
    }

    @Test func `a launch puts contacts at the start of the present version, due at once`() throws {
        let base = base
        let effect = try effect(Launch(of: onboarding, respectingLimits: true, depth: 4), on: base)
        let skipped: [SkipReason: Int] = [.launchInterval: 1, .launchLimit: 1, .insideAutomation: 2]
        #expect(effect.outcome == Outcome(changed: 2, skipped: skipped))
        let place = Place(version: 3, node: Place.start, since: now, dueAt: now, depth: 4)
        let change = Change(
            onboarding.facet,
            [1, 2],
            from: .each([.none, .passage(Passage(launches: 1, launchedAt: now - 86_400_000))]),
            to: .each([
                .passage(Passage(launches: 1, launchedAt: now, place: place)),
                .passage(Passage(launches: 2, launchedAt: now, place: place)),
            ])
        )
        #expect(effect.changes == [change])
        base.apply(effect.changes)
        let again = try self.effect(Launch(of: onboarding, respectingLimits: true), on: base)
        #expect(again.outcome.changed == 0 && again.outcome.skipped[.insideAutomation] == 4)
        #expect(again.changes.isEmpty)
    }

    @Test func `without limits only who is inside is skipped, and launches still count`() throws {
        let base = base
        let launch = Launch(of: onboarding, respectingLimits: false, ignoringConditions: true)
        let effect = try effect(launch, on: base)
        #expect(effect.outcome == Outcome(changed: 4, skipped: [.insideAutomation: 2]))
        base.apply(effect.changes)
        let values = try base.values(of: onboarding.facet, for: [1, 2, 3, 4])
        let passages = values.compactMap { value -> Passage? in
            if case .passage(let passage) = value { passage } else { nil }
        }
        #expect(passages.map(\.launches) == [1, 2, 2, 3])
        #expect(passages.allSatisfy { $0.place?.flags == .ignoresConditions })
    }

    @Test func `an interval of nothing stops nobody, whatever the clocks say`() throws {
        let welcome = TestAutomations.welcome
        let base = MemoryFacets(welcome.facet, [1: .passage(Passage(launches: 7, launchedAt: now + 5))])
        #expect(try effect(Launch(of: welcome, respectingLimits: true), on: base).outcome == Outcome(changed: 1))
    }

    @Test func `an unshared automation works only on what its author may edit`() throws {
        let author = TestUsers.ids[1]
        var owned = OwnerList()
        try owned.assign(author, .owner, at: 1)
        var seen = owned
        try seen.assign(TestUsers.ids[0], .main, at: 1)
        try seen.assign(author, .readOnly, at: 1)
        let base = MemoryFacets([1: [.owners: .owners(owned)], 2: [.owners: .owners(seen)], 3: [:]])
        let launch = Launch(of: onboarding, respectingLimits: true, within: .owned(by: author))
        let effect = try effect(launch, on: base)
        #expect(effect.outcome == Outcome(changed: 1, skipped: [.notOfAuthor: 2]))
        #expect(effect.changes.map(\.contacts) == [[1]])
    }

    @Test func `only what is active is launched`() {
        let winback = TestAutomations.winback
        #expect(throws: AutomationError.notActive(.workflow, winback.name, .paused)) {
            try effect(Launch(of: winback, respectingLimits: false), on: base)
        }
        let draft = AutomationError.notActive(.rule, "Welcome", .draft)
        #expect(draft.message == "the rule \"Welcome\" is a draft: activate it first")
    }
}
