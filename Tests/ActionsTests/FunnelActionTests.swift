import Actions
import Bitmaps
import Contacts
import TestSupport
import Testing

/// Action I.
struct FunnelActionTests {
    private let facet = Facet.stage(TestFunnels.onboarding.id)
    private let base = MemoryFacets(
        .stage(TestFunnels.onboarding.id),
        [1: stage(0, since: 5, value: 70), 2: stage(1, since: 6), 3: stage(1, since: 7, value: 80), 4: .none]
    )

    private static func stage(_ index: Int, since: Int64, value: Int64? = nil) -> FacetValue {
        .stage(TestFunnels.onboarding.stages[index].id, since: since, value: value)
    }

    @Test func `I adds and moves, leaves alone who is there, and keeps values`() throws {
        let effect = try AddToStage(funnel: "Onboarding", stage: "trial").effect(on: base)
        #expect(effect.outcome == Outcome(changed: 2, unchanged: 2))
        let now = TestClock.start
        let change = Change(
            facet,
            [1, 4],
            from: .each([Self.stage(0, since: 5, value: 70), .none]),
            to: .each([Self.stage(1, since: now, value: 70), Self.stage(1, since: now)])
        )
        #expect(effect.changes == [change])
        base.apply(effect.changes)
        let again = try AddToStage(funnel: "Onboarding", stage: "Trial").effect(on: base)
        #expect(again.outcome == Outcome(unchanged: 4))
        #expect(again.changes.isEmpty)
    }

    @Test func `I removes from one stage only who is on it, or from all`() throws {
        let one = try RemoveFromFunnel(funnel: "Onboarding", stage: "Trial").effect(on: base)
        #expect(one.outcome == Outcome(changed: 2, unchanged: 2))
        #expect(one.changes.map(\.contacts) == [[2, 3]])
        let all = try RemoveFromFunnel(funnel: "Onboarding", stage: nil).effect(on: base)
        #expect(all.outcome == Outcome(changed: 3, unchanged: 1))
        #expect(all.changes.map(\.contacts) == [[1, 2, 3]])
        #expect(all.changes.map(\.new) == [.same(.none)])
    }

    @Test func `other funnels stay as they are`() throws {
        let wholesale = TestFunnels.wholesale
        let effect = try AddToStage(funnel: wholesale.name, stage: "Lead").effect(on: base)
        #expect(effect.outcome == Outcome(changed: 4))
        #expect(effect.changes.map(\.facet) == [.stage(wholesale.id)])
    }

    @Test func `a funnel or stage that is not there is an error, not a guess`() {
        #expect(throws: FunnelError.unknown("Sales")) {
            try AddToStage(funnel: "Sales", stage: "Trial").effect(on: base)
        }
        #expect(throws: FunnelError.unknownStage("Gone", funnel: "Onboarding")) {
            try RemoveFromFunnel(funnel: "Onboarding", stage: "Gone").effect(on: base)
        }
    }

    @Test func `what contradicts itself about a funnel is refused`() throws {
        let add = PlannedAction.addToStage(AddToStage(funnel: "Onboarding", stage: "Lead"))
        #expect(throws: ActionListError.funnelTwice("ONBOARDING ")) {
            try ActionList([add, .addToStage(AddToStage(funnel: "ONBOARDING ", stage: "Trial"))])
        }
        let remove = PlannedAction.removeFromFunnel(RemoveFromFunnel(funnel: "onboarding", stage: nil))
        #expect(throws: ActionListError.funnelAddedAndRemoved("onboarding")) { try ActionList([add, remove]) }
        #expect(throws: ActionListError.funnelAddedAndRemoved("Onboarding")) { try ActionList([remove, add]) }
        #expect(ActionListError.funnelAddedAndRemoved("x").message.contains("keep one"))
        let elsewhere = PlannedAction.addToStage(AddToStage(funnel: TestFunnels.wholesale.name, stage: "Lead"))
        #expect(try ActionList([elsewhere, .addNote(AddNote("n")), remove]).actions.map(\.letter) == ["I", "I", "N"])
    }
}
