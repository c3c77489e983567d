import Actions
import Executions
import Parsing
import Selections
import Testing

@Suite struct PlanTests {
    static let everything = """
        name: Spring clean
        select:
          segment: Active buyers
          include: [ 'tag = VIP', 'tag = LOYAL' ]
          exclude: [ 'email-status = opted-out' ]
          filter:  [ 'score >= 10', 'created within 90 days' ]
        at: 2026-12-01T09:00:00+01:00
        actions:
          - email-status: opt-out
          - invalid: mark
          - mobile-status: opt-in
          - add-tags: { names: [SPRING, spring, 2026], score: 5 }
          - add-tags: { from-details: [shoe_size], prefix: SHOESIZE_, score: 1 }
          - delete-tags: [OLD]
          - set-detail: { name: city, value: Kraków }
          - delete-detail: shoe_size
          - set-score: 10
          - state: customer
          - add-note: { text: Called in spring, private: true }
        """

    @Test func `a plan file with every action is read`() throws {
        let plan = try Plan(yaml: Self.everything)
        #expect(plan.name == "Spring clean")
        #expect(plan.at == 1_796_112_000_000)
        #expect(plan.selection.include.map(\.queryText) == ["tag = VIP", "tag = LOYAL"])
        #expect(String(plan.actions.actions.map(\.letter)) == "ABCDDDEEFHN")
        #expect(plan.actions.actions[3].summary == "Add the tags SPRING, 2026 with score 5")
    }

    @Test func `a plan is the same after JSON`() throws {
        let plan = try Plan(yaml: Self.everything)
        #expect(try Plan(json: JSONDocument(plan.jsonText)) == plan)
        #expect(try Plan(yaml: plan.jsonText) == plan)
    }

    @Test func `rules and workflows come after the actions that change contacts`() throws {
        let plan = try Plan(
            yaml: "actions: [ run-workflow: a, run-rule: b, add-note: {text: x}, run-rule: {rule: c}, set-score: 1 ]"
        )
        #expect(String(plan.actions.actions.map(\.letter)) == "FNKKL")
        #expect(plan.actions.actions.compactMap(\.automationName?.text) == ["b", "c", "a"])
    }

    @Test func `actions are put into the order A to P`() throws {
        let plan = try Plan(yaml: "actions: [ add-note: { text: x }, set-score: 1, email-status: opt-out ]")
        #expect(String(plan.actions.actions.map(\.letter)) == "AFN")
        #expect(plan.selection == Selection())
        #expect(plan.at == nil)
    }

    @Test(arguments: [
        ("actions: []", "the plan has no action"),
        ("name: x", "the key \"actions\" is missing"),
        ("actions: [ email-status: opt-in ]", "a bulk action never gives consent"),
        ("actions: [ identify-gender: { country: PL } ]", "the key \"first-name\" is missing"),
        ("actions: [ add-tgas: { names: [A] } ]", "there is no action \"add-tgas\""),
        ("actions: [ set-score: many ]", "actions[0].set-score: write a whole number"),
        ("actions: [ set-score: 3000000000 ]", "write a whole number"),
        ("actions: [ add-tags: { names: [A], colour: red } ]", "the key \"colour\" is unknown here"),
        ("actions: [ add-tags: { names: [] } ]", "the list is empty"),
        ("actions: [ add-tags: { score: 5 } ]", "write either \"names\", or \"from-details\""),
        ("actions: [ add-tags: { names: ['A,B'] } ]", "a comma would split it"),
        ("actions: [ state: unknown ]", "\"unknown\" cannot stand here; use one of \"prospect\""),
        ("actions: [ set-detail: { name: city } ]", "the key \"value\" is missing"),
        ("actions: [ delete-contacts: false ]", "to delete nobody, take the action out"),
        ("actions: [ { set-score: 1, state: customer } ]", "write each action as one name"),
        ("actions: [ add-tags: { names: [A] }, delete-tags: [a] ]", "the tag A is both added and deleted"),
        ("actions: [ run-rule: a, run-rule: { rule: ' A' } ]", "the rule A is run twice"),
        ("actions: [ run-workflow: a, run-workflow: a ]", "the workflow a is run twice"),
        ("actions: [ set-score: 1, delete-contacts: true ]", "run delete-contacts alone"),
        ("action: [ set-score: 1 ]", "the key \"action\" is unknown"),
        ("select: { includes: [] }\nactions: [ set-score: 1 ]", "includes"),
        ("select: { include: ['score >'] }\nactions: [ set-score: 1 ]", "column 8"),
        ("at: 2026-12-01\nactions: [ set-score: 1 ]", "is not a time"),
        ("at: tomorrow\nactions: [ set-score: 1 ]", "is not a time"),
        ("actions: [", "this is not YAML"),
        ("- 1", "a plan has the keys"),
    ])
    func `a bad plan is refused with words that say what to do`(yaml: String, words: String) throws {
        let error = #expect(throws: PlanError.self) { try Plan(yaml: yaml) }
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }

    @Test func `notes and values have limits`() throws {
        let long = String(repeating: "ż", count: 1_025)
        #expect(throws: PlanError.self) { try Plan(yaml: "actions: [ add-note: { text: \(long) } ]") }
        #expect(throws: PlanError.self) { try Plan(yaml: "actions: [ set-detail: { name: a, value: \(long) } ]") }
        _ = try Plan(yaml: "actions: [ add-note: { text: \(long.dropLast()) } ]")
    }
}
