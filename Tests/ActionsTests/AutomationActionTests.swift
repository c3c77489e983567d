import Actions
import Bitmaps
import Contacts
import TestSupport
import Testing

/// Actions K and L.
struct AutomationActionTests {
    private let now = TestClock.start
    private let welcome = TestAutomations.welcome
    private let onboarding = TestAutomations.onboarding

    @Test func `K enters the rule of contacts that its author may edit, and can ignore its condition`() throws {
        var owners = OwnerList()
        try owners.assign(TestUsers.piotr, .main, at: 1)
        let base = MemoryFacets([1: [.owners: .owners(owners)], 2: [:]])
        for checksConditions in [true, false] {
            let effect = try RunRule("Welcome", checksConditions: checksConditions).effect(on: base)
            #expect(effect.outcome == Outcome(changed: 1, skipped: [.notOfAuthor: 1]))
            let passage = Passage(after: nil, into: 1, at: now, depth: 2, ignoringConditions: !checksConditions)
            #expect(effect.changes == [Change(welcome.facet, [1], from: .same(.none), to: .same(.passage(passage)))])
        }
    }

    @Test func `K respects limits`() throws {
        let limits = LaunchLimits(maximum: 2, interval: 10)
        let limited = try NamedAutomation(
            Automation(id: welcome.id, kind: .rule, name: "x", state: .active, limits: limits, version: 1, events: 4)
        )
        let limiting = ActionContext(
            now: now,
            actor: .named("anna"),
            automations: [AutomationName(.rule, "Welcome"): limited]
        )
        let passages = [(2, now - 99), (1, now - 9), (1, now - 10)].map { Passage(launches: $0, launchedAt: $1) }
        let base = MemoryFacets(
            welcome.facet,
            Dictionary(uniqueKeysWithValues: zip(UInt32(1)..., passages.map(FacetValue.passage)))
        )
        let effect = try RunRule("Welcome").effect(on: WorkingState([1, 2, 3], reader: base), in: limiting)
        #expect(effect.outcome == Outcome(changed: 1, skipped: [.launchLimit: 1, .launchInterval: 1]))
        #expect(effect.changes.map(\.contacts) == [[3]])
    }

    @Test func `L passes over limits, but counts`() throws {
        let often = FacetValue.passage(Passage(launches: 7, launchedAt: now))
        let base = MemoryFacets(onboarding.facet, [1: often])
        let effect = try RunWorkflow("Onboarding").effect(on: base)
        var place = Place(version: 3, node: Place.start, since: now, dueAt: now)
        place.depth = 2
        let next = FacetValue.passage(Passage(launches: 8, launchedAt: now, place: place))
        #expect(effect.changes == [Change(onboarding.facet, [1], from: .same(often), to: .same(next))])
        base.apply(effect.changes)
        #expect(try RunWorkflow("Onboarding").effect(on: base).outcome == Outcome(skipped: [.insideAutomation: 1]))
    }

    @Test func `what cannot be run is an error with a way out`() throws {
        let base = MemoryFacets([1: [:]])
        #expect(throws: AutomationError.unknown(.rule, "Onboarding")) { try RunRule("Onboarding").effect(on: base) }
        #expect(throws: AutomationError.unknown(.workflow, "Welcome")) {
            try RunWorkflow("Welcome").effect(on: base)
        }
        #expect(throws: AutomationError.notActive(.workflow, TestAutomations.winback.name, .paused)) {
            try NamedAutomation(TestAutomations.winback)
        }
        let several = Automation(
            id: onboarding.id,
            kind: .workflow,
            name: "Onboarding",
            state: .active,
            version: 1,
            events: 3
        )
        let error = #expect(throws: AutomationError.self) { try NamedAutomation(several) }
        #expect(
            error?.message == """
                the workflow "Onboarding" has 3 events: action L skips the one event that starts a workflow, so it runs \
                workflows with exactly one
                """
        )
    }

    @Test func `the run enters rules and workflows last, with what it changed before`() throws {
        let base = MemoryFacets([1: [:]])
        let list = try ActionList([
            .runWorkflow(RunWorkflow("Onboarding")), .runRule(RunRule("Welcome")), .addNote(AddNote("n")),
            .assignOwner(AssignOwner(TestUsers.emails[1], level: .main, startsWorkflows: true)),
        ])
        #expect(String(list.actions.map(\.letter)) == "GNKL")
        #expect(list.startsByOwners)
        let (changes, outcomes) = try list.effect(on: [1], reading: base, in: context)
        // The rule works on Piotr's contacts only, and he has just become the owner.
        #expect(outcomes.allSatisfy { $0.changed == 1 })
        #expect(changes.changes.map(\.facet) == [.owners, .note(isPrivate: false), welcome.facet, onboarding.facet])
    }

    @Test func `a rule stands in a plan once`() throws {
        let rule = PlannedAction.runRule(RunRule("Welcome"))
        #expect(throws: ActionListError.automationTwice(.rule, "WELCOME ")) {
            try ActionList([rule, .runRule(RunRule("WELCOME ", checksConditions: false))])
        }
        #expect(throws: Never.self) { try ActionList([rule, .runWorkflow(RunWorkflow("Welcome"))]) }
    }

    @Test func `every letter of an action has its place in a run`() throws {
        #expect(Set(PlannedAction.order) == Set("ABCDEFGHIJKLMNOP") && PlannedAction.order.count == 16)
    }
}
