import Testing

@testable import Automations

/// A file that cannot be read says where, and what to write instead.
struct CodingErrorTests {
    @Test(arguments: [
        ("nmae: A", #"the key "nmae" is unknown here; use one of "kind", "name""#),
        ("kind: other\nname: A\ndefinition: {}", #"kind: "other" cannot stand here; use one of "rule", "workflow""#),
        ("kind: rule\ndefinition: {}", #"the key "name" is missing; add it"#),
        ("kind: rule\nname: A", #"the key "definition" is missing; add it"#),
        ("kind: rule\nname: ' '\ndefinition: {}", "name: the text is empty; write one"),
        (
            "kind: rule\nname: A\nmaximum-launches: 0\ndefinition: {}",
            "maximum-launches: write a whole number from 1 to 1000000"
        ),
        ("kind: rule\nname: A\ninterval: 1 month\ndefinition: {}", "interval: months differ in length"),
        ("kind: rule\nname: A\ninterval: soon\ndefinition: {}", "interval: write a length of time such as"),
        ("- A", "this must be settings with kind, name"), ("a: [", "this is not YAML"),
    ])
    func `settings say what is wrong`(text: String, message: String) {
        expect(text, message)
    }

    @Test(arguments: [
        (
            "events: [contact-aded]",
            #"definition.events[0]: there is no event "contact-aded"; use one of "contact-added""#
        ),
        (
            "events: [score-reached]",
            #"definition.events[0]: the event "score-reached" needs settings, such as "score-reached: 100""#
        ),
        ("events: [{ note-added: 1 }]", #"definition.events[0].note-added: the event "note-added" has no settings"#),
        ("events: [[]]", "definition.events[0]: write each event as a name"),
        ("events: [{ tag-assigned: [] }]", "definition.events[0].tag-assigned: the list is empty"),
        ("events: [{ tag-assigned: ['a,b'] }]", "a comma would split it"),
        (
            "events: [{ birthday: { days-before: 400 } }]",
            "definition.events[0].birthday.days-before: write a whole number from 0 to 365"
        ),
        (
            "events: [{ stage-entered: { stage: A } }]",
            #"definition.events[0].stage-entered: the key "funnel" is missing"#
        ),
        (
            "events: [{ detail-added: { name: a, match: { like: b } } }]",
            #"definition.events[0].detail-added.match: the key "like" is unknown"#
        ),
        ("events: [{ state-changed: [new] }]", "definition.events[0].state-changed[0]: \"new\" cannot stand here"),
        ("delay: 1001 days", "definition.delay: write a length of time"),
        ("condition: 'tag ='", "definition.condition: "),
        ("condition: 5 >", "definition.condition: "),
        ("yes: [{ add-score: 1, afterwards: 2 days }]", "definition.yes[0]: write each action as one name"),
        ("yes: [{ add-score: 1, after: 2 }]", "definition.yes[0].after: write a length of time"),
        ("yes: [{ add-scores: 1 }]", #"definition.yes[0]: there is no action "add-scores"; use one of "email-status""#),
        ("yes: [{ delete-contacts: true }]", #"definition.yes[0]: no rule or workflow does "delete-contacts""#),
        ("yes: [{ hand-over: { from: a, to: b } }]", #"definition.yes[0]: no rule or workflow does "hand-over""#),
        ("yes: [{ add-note: { text: A, private: true } }]", "definition.yes[0].add-note: nobody is the author"),
        ("yes: [{ email-status: opted-in }]", #"definition.yes[0].email-status: "opted-in" cannot stand here"#),
        (
            "yes: [{ webhook: { url: 'ftp://a.example' } }]",
            #"definition.yes[0].webhook.url: "ftp://a.example" cannot be called"#
        ),
        ("yes: [{ webhook: { url: 'https://u:p@a.example/' } }]", "definition.yes[0].webhook.url: "),
        ("yes: [{ webhook: { url: 'https:///path' } }]", "definition.yes[0].webhook.url: "),
        ("yes: [{ webhook: { url: 'a b' } }]", "definition.yes[0].webhook.url: "),
        ("nodes: []", #"definition: the key "nodes" is unknown here"#),
    ])
    func `a rule says what is wrong`(definition: String, message: String) {
        expect("kind: rule\nname: A\ndefinition:\n  \(definition)", message)
    }

    @Test(arguments: [
        ("{ id: 1 }", "definition.nodes[0]: write each node with an \"id\" and exactly one of"),
        (
            "{ id: 1, stop: true, wait: 1 day }",
            "definition.nodes[0]: write each node with an \"id\" and exactly one of"
        ),
        ("{ stop: true }", #"definition.nodes[0]: the key "id" is missing"#),
        ("{ id: 0, stop: true }", "definition.nodes[0].id: write a whole number from 1"),
        ("{ id: 1, stop: false }", "definition.nodes[0].stop: this must be true"),
        ("{ id: 1, stop: true, next: 2 }", #"definition.nodes[0]: the key "next" is unknown here"#),
        ("{ id: 1, wait: 1 day, otherwise: 2 }", #"definition.nodes[0]: the key "otherwise" is unknown here"#),
        ("{ id: 1, wait: { until: tomorrow } }", "definition.nodes[0].wait.until: write a day and a time"),
        ("{ id: 1, wait: { until: '2026-02-30T09:00' } }", "definition.nodes[0].wait.until: write a day and a time"),
        ("{ id: 1, wait: { on: [], at: '09:00' } }", "definition.nodes[0].wait.on: the list is empty"),
        (
            "{ id: 1, wait: { on: [noday], at: '09:00' } }",
            "definition.nodes[0].wait.on[0]: \"noday\" cannot stand here"
        ),
        ("{ id: 1, wait: { on: [monday], at: '24:00' } }", "definition.nodes[0].wait.at: write a time of day"),
        ("{ id: 1, condition: [{ next: 2 }] }", #"definition.nodes[0].condition[0]: the key "if" is missing"#),
        ("{ id: 1, condition: [{ if: 'tag =', next: 2 }] }", "definition.nodes[0].condition[0].if: "),
        ("{ id: 1, wait-for: { timeout: 1 day } }", #"definition.nodes[0].wait-for: the key "events" is missing"#),
        ("{ id: 1, action: { add-score: x } }", "definition.nodes[0].action.add-score: write a whole number"),
        (
            "{ id: 1, action: { add-score: 1, after: 1 day } }",
            "definition.nodes[0].action: write each action as one name"
        ),
        ("5", "definition.nodes[0]: write each node with an \"id\""),
    ])
    func `a workflow says what is wrong`(node: String, message: String) {
        expect("kind: workflow\nname: A\ndefinition: { nodes: [ \(node) ] }", message)
    }

    private func expect(_ text: String, _ message: String, sourceLocation: SourceLocation = #_sourceLocation) {
        do {
            _ = try AutomationFile(yaml: text)
            Issue.record("it was read", sourceLocation: sourceLocation)
        } catch {
            #expect(error.message.contains(message), "\(error.message)", sourceLocation: sourceLocation)
        }
    }
}
