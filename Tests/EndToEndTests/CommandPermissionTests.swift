import Access
import Foundation
import Storage
import TestSupport
import Testing

/// Every command with `--as`, for every role, held against the one table of permissions.
struct CommandPermissionTests {
    /// How a command is called, and what it needs.
    private struct Case {
        let name: String
        let arguments: [String]
        let permission: Permission
        /// Whether it works on until it is stopped.
        var isEndless = false
    }

    private static func cases(_ world: CommandLineWorld) throws -> [Case] {
        let plan = try world.file("plan.yaml", "actions: [set-score: 1]")
        let people = try world.file("few.csv", "email\nnew@example.com\n")
        let codes = try world.file("codes.txt", "FIRST-1\nSECOND-2\n")
        let rule = try world.file("rule.yaml", "kind: rule\nname: R\ndefinition: { yes: [ add-score: 1 ] }")
        let form = try world.file("form.yaml", "name: F\ntitle: F\nfields: [ email: { label: E-mail } ]")
        let workflow = try world.file("workflow.yaml", "kind: workflow\nname: W\ndefinition: {}")
        func call(_ name: String, _ permission: Permission, _ arguments: String...) -> Case {
            Case(name: name, arguments: name.split(separator: " ").map(String.init) + arguments, permission: permission)
        }
        return [
            Case(name: "serve", arguments: ["serve", "--port", "0"], permission: .manageWorkspace, isEndless: true),
            Case(name: "work", arguments: ["work"], permission: .manageWorkspace, isEndless: true),
            call("migrate", .manageWorkspace), call("import", .addContacts, people, "--dry-run"),
            call("count", .seeContacts), call("select", .exportContacts), call("preview", .runActions, plan),
            call("run", .runActions, plan), call("executions list", .runActions),
            call("executions show", .runActions, "1"),
            call("executions pause", .runActions, "1"), call("executions resume", .runActions, "1"),
            call("executions cancel", .runActions, "1"), call("executions continue", .runActions, "1"),
            call("segment list", .seeContacts), call("segment show", .seeContacts, "All"),
            call("segment create", .manageSegments, "New", "score > 1"),
            call("segment update", .manageSegments, "All", "score > 1"),
            call("segment rename", .manageSegments, "Nobody", "Somebody"),
            call("segment delete", .manageSegments, "Nobody"),
            call("funnel list", .seeContacts), call("funnel show", .seeContacts, "Sales"),
            call("funnel create", .manageFunnels, "Sales", "--stage", "Lead"),
            call("funnel delete", .manageFunnels, "Sales"),
            call("rule list", .runActions), call("rule show", .runActions, "R"), call("rule export", .runActions, "R"),
            call("rule import", .manageAutomations, rule), call("rule check", .manageAutomations, rule),
            call("rule activate", .manageAutomations, "R"), call("rule pause", .manageAutomations, "R"),
            call("rule resume", .manageAutomations, "R"), call("rule duplicate", .manageAutomations, "R"),
            call("rule delete", .manageAutomations, "R"), call("workflow list", .runActions),
            call("workflow show", .runActions, "W"), call("workflow export", .runActions, "W"),
            call("workflow import", .manageAutomations, workflow), call("workflow check", .manageAutomations, workflow),
            call("workflow activate", .manageAutomations, "W"), call("workflow pause", .manageAutomations, "W"),
            call("workflow resume", .manageAutomations, "W"), call("workflow duplicate", .manageAutomations, "W"),
            call("workflow delete", .manageAutomations, "W"), call("user list", .manageUsers),
            call("user add", .manageUsers, "new@shop.example"),
            call("user change", .manageUsers, "nobody@shop.example", "--name", "X"),
            call("user disable", .manageUsers, "nobody@shop.example"),
            call("user enable", .manageUsers, "nobody@shop.example"),
            call("user reset", .manageUsers, "nobody@shop.example"),
            call("user reset-second-factor", .manageUsers, "nobody@shop.example"),
            call("user require-second-factor", .manageWorkspace),
            call("secrets list", .manageWorkspace), call("secrets rotate", .manageWorkspace),
            call("key list", .manageUsers), call("key make", .manageUsers, "Shop", "--user", "nobody@shop.example"),
            call("key revoke", .manageUsers, "987654"),
            call("coupon list", .exportContacts), call("coupon export", .exportContacts, "SPRING26"),
            call("coupon redeem", .editContacts, "SPRING26", "NOSUCHCODE"),
            call("coupon import-list", .manageWorkspace, codes, "--name", "SPRING26"),
            call("form list", .manageForms), call("form import", .manageForms, form, "--replace"),
            call("form show", .manageForms, "F"), call("form export", .manageForms, "F"),
            call("consents", .seeContacts, "nobody@example.com"),
            call("event record", .editContacts, "--email", "nobody@example.com", "--type", "PURCHASE"),
            call("bounces read", .manageWorkspace, world.folder.path), call("bounces take", .manageWorkspace),
            call("bounces limit", .manageWorkspace), call("bounces hook", .manageWorkspace),
            call("site list", .seeContacts), call("site add", .manageWorkspace, "shop.example"),
            call("site remove", .manageWorkspace, "nosuch.example"), call("documents list", .exportContacts),
            call("documents save", .exportContacts, "1"), call("documents delete", .exportContacts, "1"),
            call("generate", .manageWorkspace, "--contacts", "0"),
        ]
    }

    @Test func `every command asks whether the role may use it`() async throws {
        try await CommandLineWorld.with { world in
            try world.fill()
            try world.run("segment", "create", "All", "all")
            for role in Role.allCases { try world.run("user", "add", "\(role)@shop.example", "--role", role.rawValue) }
            let cases = try Self.cases(world)
            let leaves = try HelpText.all().filter(\.subcommands.isEmpty).map { String($0.name.dropFirst(10)) }
            // They touch no database of anybody, and take no user.
            #expect(cases.map(\.name).sorted() == leaves.filter { !["bench", "gender"].contains($0) }.sorted())
            for role in Role.allCases {
                for command in cases {
                    let isAllowed = role.permissions.contains(command.permission)
                    if isAllowed, command.isEndless { continue }
                    let result = try KartotekaProcess.run(
                        command.arguments + ["--as", "\(role)@SHOP.example"],
                        database: world.address.description
                    )
                    let isRefused = result.complaint.contains("may not \(command.permission.label)")
                    #expect(isRefused == !isAllowed, "\(role) \(command.name): \(result.complaint)")
                    if isRefused { #expect(result.code == 65 && result.output.isEmpty, "\(role) \(command.name)") }
                }
            }
        }
    }

    @Test(arguments: StoreKind.available)
    func `a user is answered about own contacts only`(kind: StoreKind) async throws {
        try await CommandLineWorld.with(kind) { world in
            try world.run("user", "add", "admin@shop.example", "--role", "administrator")
            try world.run("user", "add", "anna@shop.example", "--role", "marketer")
            try world.fill()
            let hers = try world.file("hers.csv", "email,tags\na1@example.com,HERS\na2@example.com,HERS\n")
            try world.run("import", hers, "--owner", "Anna@shop.example")
            #expect(try world.run("count") == "32\n")
            #expect(try world.run("count", "main-owner = admin@shop.example") == "30\n")
            #expect(try world.run("count", "--as", "anna@shop.example") == "2\n")
            #expect(try world.run("count", "tag = VIP", "--as", "anna@shop.example") == "0\n")
            #expect(try world.run("select", "--as", "anna@shop.example") == "a1@example.com\na2@example.com\n")
            let plan = try world.file("plan.yaml", "actions: [set-score: 77, add-note: { text: mine, private: true }]")
            let run = try world.json(CommandDocument.Execution.self, "run", plan, "--as", "anna@shop.example")
            #expect((run.actor, run.contacts, run.done) == ("anna@shop.example", 2, 2))
            #expect(try world.run("count", "score = 77") == "2\n")
            let id = String(run.id)
            #expect(!(try world.run("executions", "show", id, "--json")).contains("mine"))
            #expect(try world.run("executions", "show", id, "--json", "--as", "anna@shop.example").contains("mine"))
            let other = try world.json(CommandDocument.Execution.self, "run", "-", input: "actions: [set-score: 3]")
            try world.run("executions", "show", String(other.id), "--as", "anna@shop.example", code: 65)
            #expect(try world.run("executions", "--as", "anna@shop.example").split(separator: "\n").count == 1)
            try world.run("user", "disable", "anna@shop.example", code: 65)
            try world.run("user", "disable", "anna@shop.example", "--hand-over-to", "admin@shop.example")
            #expect(try world.run("count", "main-owner = admin@shop.example") == "32\n")
            try world.run("count", "--as", "anna@shop.example", code: 65)
        }
    }
}
