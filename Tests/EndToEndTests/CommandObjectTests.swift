import Access
import Foundation
import Storage
import TestSupport
import Testing

/// Commands about one object, by a user who sees own contacts only: what others have answers as if it did not exist.
struct CommandObjectTests {
    /// The arguments of a command, with `NAME` where the object stands, and what names one of others and none.
    private struct Case {
        let arguments: [String]
        let unseen: String
        let unknown: String
    }

    private static func cases(_ world: CommandLineWorld) -> [Case] {
        func call(_ text: String, _ unseen: String, _ unknown: String) -> Case {
            Case(arguments: text.split(separator: " ").map(String.init), unseen: unseen, unknown: unknown)
        }
        let verbs = ["show", "export", "activate", "pause", "resume", "duplicate", "delete"]
        let automations = ["rule", "workflow"].flatMap { kind in
            verbs.map { call("\(kind) \($0) NAME", "Hidden", "Nowhere") }
        }
        let executions = ["show", "pause", "resume", "cancel", "continue"].map {
            call("executions \($0) NAME", "1", "987654")
        }
        let documents = ["documents delete NAME", "documents save NAME"].map { call($0, "1", "987654") }
        let contacts = ["consents NAME", "event record --email NAME --type PURCHASE"].map {
            call($0, "p1@example.com", "nobody@example.com")
        }
        return automations + executions + documents + contacts
            + [
                call("coupon export NAME", "SPRING26", "AUTUMN26"),
                call("coupon redeem NAME CODE", "SPRING26", "AUTUMN26"),
            ]
    }

    /// Commands that are about no object which one user has and another does not see.
    private static let others: Set<String> = [
        // What all who have the permission share.
        "segment show", "segment create", "segment update", "segment rename", "segment delete", "funnel show",
        "funnel create", "funnel delete", "form import", "form show", "form export", "coupon import-list", "user add",
        "user change", "user disable", "user enable", "user reset", "user reset-second-factor", "key make",
        "key revoke",
        "site add", "site remove",
        // Lists and numbers, which hold only what is seen: see CommandPermissionTests.
        "count", "select", "executions list", "segment list", "funnel list", "rule list", "workflow list", "user list",
        "key list", "coupon list", "form list", "site list", "documents list", "secrets list",
        // Files and plans, whose contacts are looked up within reach: see ReachTests.
        "import", "preview", "run", "rule import", "rule check", "workflow import", "workflow check",
        // The installation as a whole.
        "serve", "work", "migrate", "generate", "bench", "gender", "secrets rotate", "user require-second-factor",
        "bounces read", "bounces take", "bounces limit", "bounces hook",
    ]

    @Test func `every command is in the table, or named as one without an object`() async throws {
        try await CommandLineWorld.with { world in
            let leaves = Set(try HelpText.all().filter(\.subcommands.isEmpty).map { String($0.name.dropFirst(10)) })
            let tried = Self.cases(world).map(\.arguments)
            let missing = leaves.subtracting(Self.others).filter { name in
                !tried.contains { $0.starts(with: name.split(separator: " ").map(String.init)) }
            }
            #expect(missing.isEmpty, "try these on an object of somebody else: \(missing.sorted())")
            #expect(Self.others.subtracting(leaves).isEmpty, "\(Self.others.subtracting(leaves).sorted())")
        }
    }

    @Test(arguments: StoreKind.available)
    func `what a user does not see answers as what does not exist`(kind: StoreKind) async throws {
        try await CommandLineWorld.with(kind) { world in
            try world.run("user", "add", "boss@shop.example", "--role", "administrator")
            try world.run("user", "add", "anna@shop.example", "--role", "marketer")
            try world.fill()
            try world.run("site", "add", "shop.example")
            let links = try world.file(
                "plan.yaml",
                """
                actions:
                  - generate-urls: { url: 'https://shop.example/' }
                  - generate-coupon: { name: SPRING26, length: 8, valid-days: 30 }
                """
            )
            try world.run("run", links, "--as", "boss@shop.example")
            for (kind, definition) in [("rule", "{ yes: [ add-score: 1 ] }"), ("workflow", "{}")] {
                let file = try world.file(
                    "\(kind).yaml",
                    "kind: \(kind)\nname: Hidden\nshared: false\ndefinition: \(definition)"
                )
                try world.run(kind, "import", file, "--as", "boss@shop.example")
            }
            let journal = try world.run("count", "score >= 0")
            for command in Self.cases(world) {
                let complaints = try [command.unseen, command.unknown].map { name in
                    let arguments = command.arguments.map { $0 == "NAME" ? name : $0 }
                    let result = try KartotekaProcess.run(
                        arguments + ["--as", "anna@shop.example"],
                        database: world.address.description
                    )
                    return "\(result.code) \(result.output) \(result.complaint.replacing(name, with: "NAME"))"
                }
                #expect(complaints[0] == complaints[1], "\(command.arguments)")
            }
            // A name that only others see is free.
            let hers = try world.file(
                "hers.yaml",
                "kind: rule\nname: Hidden\nshared: false\ndefinition: { yes: [ add-score: 1 ] }"
            )
            try world.run("rule", "import", hers, "--as", "anna@shop.example")
            #expect(try world.run("rule", "list", "--as", "anna@shop.example").contains("Hidden"))
            #expect(
                try world.run("rule", "list", "--as", "boss@shop.example").components(separatedBy: "Hidden").count == 3
            )
            #expect(try world.run("count", "score >= 0") == journal)
            #expect(try world.run("executions", "show", "1", "--as", "boss@shop.example").contains("finished"))
            #expect(try world.run("documents", "list", "--as", "boss@shop.example").contains("shop.example"))
        }
    }
}
