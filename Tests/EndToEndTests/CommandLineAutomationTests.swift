import Foundation
import Storage
import TestSupport
import Testing

struct CommandLineAutomationTests {
    private struct Listed: Decodable, Equatable {
        let name: String
        let state: String
        let version: Int?
        let shared: Bool
    }

    private struct Shown: Decodable {
        struct Flaw: Decodable, Equatable {
            let error: Bool
            let place: String?
        }

        let automation: Listed
        let unpublished: Bool
        let flaws: [Flaw]
    }

    private static let rule = """
        kind: rule
        name: Welcome
        group: New
        maximum-launches: 1
        interval: 7 days
        definition:
          events: [ contact-added ]
          condition: tag = VIP
          yes:
            - add-score: 5
              after: 2 days
        """
    private static let workflow = """
        kind: workflow
        name: Onboarding
        shared: false
        definition:
          events: [ { tag-assigned: [VIP] } ]
          entry: 1
          nodes: [ { id: 1, wait: 3 days, next: 2 }, { id: 2, stop: true } ]
        """

    @Test(arguments: StoreKind.available)
    func `a rule goes from a file to its end`(kind: StoreKind) async throws {
        try await CommandLineWorld.with(kind) { world in
            let file = try world.file("rule.yaml", Self.rule)
            #expect(try world.run("rule", "check", file) == "")
            let made = try world.run("rule", "import", file)
            #expect(made == "Welcome (New)  draft  at most 1 launch  every 1 week at most\n")
            #expect(try world.run("rule", "import", file, code: 65).contains("there is a rule \"Welcome\" already"))
            #expect(try world.run("rule", "pause", "welcome", code: 65).contains("is a draft"))
            let active = try world.json(Shown.self, "rule", "activate", "welcome")
            #expect(active.automation == Listed(name: "Welcome", state: "active", version: 1, shared: true))
            #expect(!active.unpublished && active.flaws.isEmpty)

            let exported = try world.run("rule", "export", "Welcome")
            let changed = exported.replacing("add-score: 5", with: "add-score: 7")
            #expect(changed != exported)
            let draft = try world.json(Shown.self, "rule", "import", "-", "--replace", input: changed)
            #expect(draft.unpublished && draft.automation.version == 1)
            #expect(try world.run("rule", "show", "Welcome").contains("the draft differs from what is active"))
            try world.run("rule", "import", "-", "--replace", "--activate", input: changed)
            let list = try world.json([Listed].self, "rule")
            #expect(list == [Listed(name: "Welcome", state: "active", version: 2, shared: true)])
            #expect(try world.run("rule", "export", "Welcome") == changed)

            #expect(try world.run("rule", "pause", "Welcome").contains("  paused  "))
            #expect(try world.run("rule", "resume", "Welcome").contains("  active  "))
            #expect(try world.run("rule", "duplicate", "Welcome").hasPrefix("Welcome (copy) (New)  draft"))
            #expect(try world.run("workflow") == "")
            #expect(try world.run("rule", "delete", "Welcome") == "")
            #expect(try world.json([Listed].self, "rule", "list").map(\.name) == ["Welcome (copy)"])
            #expect(try world.run("rule", "show", "Welcome", code: 65).contains("there is no rule \"Welcome\""))
        }
    }

    @Test func `what is wrong with a file is said with its place`() async throws {
        try await CommandLineWorld.with { world in
            let broken = Self.workflow.replacing("next: 2 }", with: "next: 3 }")
            let complaint = try world.run("workflow", "check", "-", input: broken, code: 65)
            #expect(complaint.contains("error") == false)
            #expect(complaint.contains("node 1: the way onward leads to the node 3, which is not there"))
            try world.run("workflow", "import", "-", input: broken)
            #expect(try world.run("workflow", "activate", "Onboarding", code: 65).contains("cannot be activated"))
            let shown = try world.json(Shown.self, "workflow", "show", "Onboarding")
            #expect(shown.flaws.map(\.place) == ["node 1", "node 2"])
            #expect(shown.flaws.map(\.error) == [true, false])
            let wrong = try world.run("rule", "import", "-", input: Self.workflow, code: 65)
            #expect(wrong.contains("-: this is a workflow: use \"kartoteka workflow\""))
            let misspelt = try world.run(
                "rule",
                "check",
                "-",
                input: "kind: rule\nname: A\ndefinition: { evnts: [] }",
                code: 65
            )
            #expect(misspelt.contains("-: definition: the key \"evnts\" is unknown here"))
            try world.run("rule", "check", "no-such-file.yaml", code: 69)
        }
    }

    @Test func `a marketer makes own automations that others do not see`() async throws {
        try await CommandLineWorld.with { world in
            for name in ["anna", "piotr"] { try world.run("user", "add", "\(name)@shop.example", "--role", "marketer") }
            try world.run("rule", "import", "-", input: Self.rule)
            let (anna, piotr) = ("anna@shop.example", "piotr@shop.example")
            let shared = try world.run("rule", "import", "-", "--as", anna, input: Self.rule, code: 65)
            #expect(shared.contains("only administrators and managers share"))
            try world.run("workflow", "import", "-", "--activate", "--as", anna, input: Self.workflow)
            #expect(try world.json([Listed].self, "workflow", "--as", anna).map(\.name) == ["Onboarding"])
            #expect(try world.json([Listed].self, "workflow", "--as", piotr) == [])
            #expect(
                try world.run("workflow", "delete", "Onboarding", "--as", piotr, code: 65).contains(
                    "there is no workflow"
                )
            )
            #expect(try world.run("rule", "delete", "Welcome", "--as", piotr, code: 65).contains("duplicate it"))
            #expect(try world.run("rule", "duplicate", "Welcome", "--as", piotr).contains("not shared"))
        }
    }
}
