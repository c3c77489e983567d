import Access
import Actions
import Contacts
import Selections
import TestSupport
import Testing

@testable import Automations

struct GraphCheckTests {
    private static let names = KnownNames(
        funnels: TestFunnels.all,
        users: [user("anna@shop.example", isActive: true), user("gone@shop.example", isActive: false)],
        segments: ["Active buyers"]
    )

    private static func user(_ email: String, isActive: Bool) -> User {
        User(
            id: UserID(1),
            email: email,
            name: email,
            role: .user,
            isActive: isActive,
            hasPassword: true,
            createdAt: 0,
            lastSignInAt: nil
        )
    }

    /// What is found, as lines that begin with the weight.
    private static func flaws(_ yaml: String) throws -> [String] {
        let file = try AutomationFile(yaml: yaml)
        return GraphCheck(file.definition, named: file.name, names).flaws.map {
            ($0.isError ? "error " : "warning ") + $0.text
        }
    }

    private static func workflow(_ nodes: String, events: String = "contact-added", entry: Int = 1) throws -> [String] {
        try flaws(
            """
            kind: workflow
            name: A
            definition:
              events: [ \(events) ]
              entry: \(entry)
              nodes: [ \(nodes) ]
            """
        )
    }

    private static func rule(_ definition: String) throws -> [String] {
        try flaws("kind: rule\nname: A\ndefinition: { \(definition) }")
    }

    @Test func `what is right has no flaws`() throws {
        #expect(try Self.rule("events: [contact-added], yes: [add-score: 1]") == [])
        let nodes = """
            { id: 1, action: { add-to-stage: { funnel: onboarding, stage: trial } }, next: 2 },
            { id: 2, wait: 1 day, next: 3 },
            { id: 3, condition: [ { if: 'segment = "active buyers" and owner = Anna@shop.example', next: 1 } ], otherwise: 4 },
            { id: 4, wait-for: { events: [ { stage-entered: { funnel: Onboarding } } ] }, next: 5 },
            { id: 5, stop: true }
            """
        #expect(try Self.workflow(nodes) == [])
    }

    @Test(arguments: [
        ("{ id: 1, wait: 1 day }", ["error node 1: the way onward leads nowhere: join it to a node, such as a stop"]),
        (
            "{ id: 1, title: Big, condition: [ { if: all } ], otherwise: 9 }",
            [
                "error node 1 (Big): the way of path 1 leads nowhere: join it to a node, such as a stop",
                "error node 1 (Big): the way “otherwise” leads to the node 9, which is not there: join it to another one",
            ]
        ),
        (
            "{ id: 1, wait-for: { events: [contact-added], timeout: 1 day } }",
            [
                "error node 1: the way for those to whom it happens leads nowhere: join it to a node, such as a stop",
                "error node 1: the way for those to whom it does not happen in time leads nowhere: join it to a node, such as a stop",
            ]
        ),
        (
            "{ id: 1, stop: true }, { id: 2, stop: true }",
            ["warning node 2: no way leads here, so nobody comes: join it, or delete it"]
        ),
        (
            "{ id: 1, stop: true }, { id: 1, stop: true }",
            ["error node 1: another node has the same number: give each a number of its own"]
        ),
        (
            "{ id: 2, stop: true }",
            ["error entry: the start leads to the node 1, which is not there: join it to another one"]
        ),
        (
            "{ id: 1, condition: [], otherwise: 2 }, { id: 2, stop: true }",
            ["error node 1: the condition has no path: add one"]
        ),
        (
            "{ id: 1, wait-for: { events: [] }, next: 2 }, { id: 2, stop: true }",
            ["error node 1: it waits for no event at all: name at least one"]
        ),
        (
            "{ id: 1, wait-for: { events: [ { stage-entered: { funnel: No } } ] }, next: 2 }, { id: 2, stop: true }",
            [#"error node 1, events[0]: there is no funnel "No": create it, or name one that exists"#]
        ),
        (
            "{ id: 1, condition: [ { if: all, next: 2 }, { if: 'segment = No', next: 2 } ], otherwise: 2 }, { id: 2, stop: true }",
            [#"error node 1, path 2: there is no segment "No": save it, or name one that exists"#]
        ),
    ])
    func `a workflow that cannot work is found out`(nodes: String, flaws: [String]) throws {
        #expect(try Self.workflow(nodes) == flaws)
    }

    @Test func `six paths are too many`() throws {
        let paths = String(repeating: "{ if: all, next: 2 }, ", count: 6)
        let flaws = try Self.workflow("{ id: 1, condition: [ \(paths) ], otherwise: 2 }, { id: 2, stop: true }")
        #expect(flaws.count == 1)
        #expect(flaws.first?.hasPrefix("error node 1: the condition has 6 paths, the limit is 5") == true)
    }

    @Test func `a workflow has at most five hundred nodes`() throws {
        let nodes = (1...501).map { Node(NodeID($0), .action(.addScore(1), next: NodeID($0 + 1))) }
        func flaws(_ count: Int) -> [Flaw] {
            let all = nodes.prefix(count - 1) + [Node(NodeID(Int64(count)), .stop)]
            let graph = Graph(events: [.contactAdded], entry: NodeID(1), nodes: Array(all))
            return GraphCheck(.workflow(graph), named: "A", Self.names).flaws
        }
        #expect(flaws(500) == [])
        #expect(flaws(501).map(\.isError) == [true])
    }

    @Test(arguments: [
        ("{ id: 1, action: { add-score: 1 }, next: 1 }", "1 → 1"),
        (
            "{ id: 1, action: { add-score: 1 }, next: 2 }, { id: 2, wait: { until: 2026-12-01T09:00 }, next: 1 }",
            "1 → 2 → 1"
        ),
        ("{ id: 1, wait: { on: [monday], at: '09:00' }, next: 1 }", "1 → 1"),
        ("{ id: 1, wait: 0 days, next: 1 }", "1 → 1"),
        ("{ id: 1, wait-for: { events: [note-added], timeout: 0 days }, next: 1, otherwise: 1 }", "1 → 1"),
        (
            "{ id: 1, condition: [ { if: all, next: 2 } ], otherwise: 3 }, { id: 2, wait: 1 day, next: 1 }, { id: 3, action: { add-score: 1 }, next: 1 }",
            "1 → 3 → 1"
        ),
        (
            "{ id: 1, action: { add-score: 1 }, next: 2 }, { id: 2, action: { add-score: 1 }, next: 3 }, { id: 3, action: { add-score: 1 }, next: 2 }",
            "2 → 3 → 2"
        ),
    ])
    func `a circle without a wait is found out`(nodes: String, circle: String) throws {
        let flaws = try Self.workflow(nodes)
        #expect(flaws.count == 1)
        #expect(flaws.first?.contains("the circle \(circle) has no wait") == true, "\(flaws)")
    }

    @Test(arguments: [
        "{ id: 1, wait: 1 minute, next: 1 }", "{ id: 1, wait-for: { events: [note-added] }, next: 1 }",
        "{ id: 1, wait-for: { events: [note-added], timeout: 1 hour }, next: 1, otherwise: 1 }",
        "{ id: 1, action: { add-score: 1 }, next: 2 }, { id: 2, wait: 1 day, next: 1 }",
    ])
    func `a circle with a wait is fine`(nodes: String) throws {
        #expect(try Self.workflow(nodes) == [])
    }

    @Test(arguments: [
        (
            "yes: [add-score: 1]",
            [
                "warning events: no event starts this rule, so only people and other automations do: add one if that is not meant"
            ]
        ),
        ("events: [contact-added]", ["error yes: the rule does nothing: add an action"]),
        (
            "events: [contact-added], yes: [add-score: 1], no: [add-score: 1]",
            [
                "warning no: without a condition everybody meets it, so nobody comes to these actions: add one, or take them out"
            ]
        ),
        (
            "events: [ { owner-changed: { user: x@y.example } } ], yes: [add-score: 1]",
            [#"error events[0]: there is no user x@y.example: name one of those that "kartoteka user list" shows"#]
        ),
        (
            "events: [ { stage-entered: { funnel: Onboarding, stage: No } } ], yes: [add-score: 1]",
            [#"error events[0]: the funnel "Onboarding" has no stage "No": add it, or name one that exists"#]
        ),
        (
            "events: [contact-added], condition: 'owner = x@y.example', yes: [add-score: 1]",
            [#"error condition: there is no user x@y.example: name one of those that "kartoteka user list" shows"#]
        ),
        (
            "events: [contact-added], condition: 'funnel.Onboarding = No', yes: [add-score: 1]",
            [#"error condition: the funnel "Onboarding" has no stage "No": add it, or name one that exists"#]
        ),
        (
            "events: [contact-added], yes: [ { add-to-stage: { funnel: No, stage: Trial } } ]",
            [#"error yes[0]: there is no funnel "No": create it, or name one that exists"#]
        ),
    ])
    func `a rule that cannot work is found out`(definition: String, flaws: [String]) throws {
        #expect(try Self.rule(definition) == flaws)
    }

    @Test func `a disabled user gets no contacts`() throws {
        let flaws = try Self.rule(
            "events: [contact-added], yes: [ { assign-owner: { user: gone@shop.example, level: main } } ]"
        )
        #expect(flaws == ["error yes[0]: the user gone@shop.example is disabled: name another one, or enable this one"])
    }

    @Test func `what no file can say is found out too`() {
        let yes = [
            AutomationAction.planned(.deleteContacts(DeleteContacts())),
            .planned(.addNote(AddNote("A", isPrivate: true))),
            .webhook(Webhook(url: "ftp://shop.example")), .addScore(Int64.max),
        ]
        let rule = RuleDefinition(
            events: [.tagAssigned([]), .birthday(daysBefore: 366)],
            delay: Span(1_001, .day),
            yes: yes.map { DelayedAction($0) }
        )
        let flaws = GraphCheck(.rule(rule), named: "A", Self.names).flaws
        #expect(flaws.allSatisfy { $0.isError })
        #expect(flaws.map(\.place) == ["events[0]", "events[1]", "delay", "yes[0]", "yes[1]", "yes[2]", "yes[3]"])
        #expect(flaws.last?.node == RuleDefinition.node(of: 3, in: .yes))
    }
}
