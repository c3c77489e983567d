import Foundation
import Storage
import TestSupport
import Testing

/// What the program says when something is wrong, and its exit code.
struct CommandLineErrorTests {
    @Test(arguments: [
        ["nonsense"], ["count", "--nonsense"], ["import"], ["run"], ["preview"], ["generate"],
        ["generate", "--contacts", "-1"], ["generate", "--contacts", "many"], ["select", "--limit", "-1"],
        ["preview", "plan.yaml", "--samples", "1001"], ["serve", "--port", "65536"], ["bench", "--contacts", "0"],
        ["executions", "list", "--limit", "0"], ["executions", "show"], ["segment", "create"],
        ["segment", "rename", "a"], ["user", "add"], ["user", "add", "a@example.com", "--role", "king"],
        ["user", "change", "a@example.com"], ["user", "disable"], ["user", "enable"], ["user", "reset"],
    ])
    func `wrong usage ends with 64`(arguments: [String]) throws {
        let result = try KartotekaProcess.run(arguments, database: "sqlite:/nonexistent/base.db")
        #expect(result.code == 64, "\(result.complaint)")
        #expect(result.output == "")
        #expect(result.complaint.contains("Usage: "))
    }

    @Test func `a bad query ends with 65 and names the column`() async throws {
        try await CommandLineWorld.with { world in
            for command in ["count", "select"] {
                let complaint = try world.run(command, "tag = VIP and score ==", code: 65)
                #expect(complaint.hasPrefix("kartoteka: "))
                #expect(complaint.contains(/column 2\d/), "\(complaint)")
            }
            #expect(try world.run("count", "--exclude", "nonsense", code: 65).contains("column 1"))
            #expect(try world.run("segment", "create", "A", "(tag = VIP", code: 65).contains(/column \d/))
        }
    }

    @Test func `an unknown segment ends with 65 and is named`() async throws {
        try await CommandLineWorld.with { world in
            for arguments in [
                ["count", "--segment"], ["select", "--segment"], ["segment", "show"], ["segment", "delete"],
            ] {
                let result = try KartotekaProcess.run(arguments + ["Ghosts"], database: world.address.description)
                #expect(result.code == 65, "\(arguments): \(result.complaint)")
                #expect(result.complaint.contains("Ghosts"))
            }
            #expect(try world.run("count", "segment = Ghosts", code: 65).contains("Ghosts"))
            #expect(try world.run("segment", "update", "Ghosts", "all", code: 65).contains("Ghosts"))
        }
    }

    @Test(arguments: [
        "", "nonsense", "actions: []", "actions: [fly: true]", "actions: [email-status: opt-in]",
        "actions: [set-score: x]",
        "select: { include: ['tag ='] }\nactions: [set-score: 1]", "unknown: 1\nactions: [set-score: 1]",
        "actions: [set-score: 1, set-score: 2]", "actions: [add-tags: { names: [A] }, delete-tags: [A]]",
        "at: tomorrow\nactions: [set-score: 1]", "{", "select: { segment: Ghosts }\nactions: [set-score: 1]",
    ])
    func `a bad plan ends with 65`(plan: String) async throws {
        try await CommandLineWorld.with { world in
            let path = try world.file("plan.yaml", plan)
            try world.run("preview", path, code: 65)
            try world.run("run", path, code: 65)
            #expect(try world.run("executions") == "")
        }
    }

    @Test func `a missing file ends with 69`() async throws {
        try await CommandLineWorld.with { world in
            for command in ["import", "preview", "run"] {
                let complaint = try world.run(command, "/nonexistent/file", code: 69)
                #expect(complaint.contains("/nonexistent/file"))
            }
        }
    }

    @Test func `a database that cannot be reached ends with 69`() throws {
        for address in ["postgres://nobody@127.0.0.1:1/nothing", "sqlite:/nonexistent/base.db"] {
            let result = try KartotekaProcess.run(["count", "--database", address])
            #expect(result.code == 69, "\(result.complaint)")
            #expect(result.output == "")
            #expect(result.complaint.hasPrefix("kartoteka: "))
        }
    }

    @Test func `an address that is none ends with 65, and a password is never printed`() throws {
        #expect(try KartotekaProcess.run(["count", "--database", "mysql:x"]).code == 65)
        let result = try KartotekaProcess.run(["count"], database: "postgres://anna:secret@127.0.0.1:1/nothing")
        #expect(result.code == 69)
        #expect(!result.complaint.contains("secret"))
    }

    @Test(arguments: StoreKind.available)
    func `a newer schema ends with 69 and says what helps`(kind: StoreKind) async throws {
        try await CommandLineWorld.with(kind) { world in
            try world.run("migrate")
            let database = try await TestDatabase.open(world.address)
            try await database.execute("INSERT INTO schema_migration (number, name) VALUES (999, 'later')")
            await database.close()
            #expect(try world.run("count", code: 69).contains("run a newer kartoteka"))
        }
    }

    @Test func `the option goes before the variable`() async throws {
        try await CommandLineWorld.with { world in
            try world.fill()
            #expect(try world.run("count") == "30\n")
            let other = "sqlite:" + world.folder.appending(path: "other.db").path
            #expect(try world.run("count", "--database", other) == "0\n")
            // Without either, the database lies in the working folder, which is a new one here.
            #expect(try KartotekaProcess.run(["count"]).output == "0\n")
        }
    }
}
