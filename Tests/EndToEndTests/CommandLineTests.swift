import Foundation
import Storage
import TestSupport
import Testing

/// Every command of the real program, for people and for programs.
struct CommandLineTests {
    private static let plan = """
        name: Spring
        select: { include: ['tag = VIP'] }
        actions:
          - email-status: opt-out
          - add-tags: { names: [SPRING], score: 2 }
        """

    @Test func `count prints a bare number`() async throws {
        try await CommandLineWorld.with { world in
            try world.fill()
            #expect(try world.run("count") == "30\n")
            #expect(try world.run("count", "tag = VIP") == "10\n")
            #expect(
                try world.run("count", "--include", "tag = VIP", "--include", "score = 1", "--exclude", "score = 3")
                    == "10\n"
            )
            #expect(try world.run("count", "--filter", "score <= 10", "email-status = opted-in") == "9\n")
            let answer = try world.json(CommandDocument.Counted.self, "count", "tag = vip")
            #expect(answer == CommandDocument.Counted(count: 10, query: "tag = VIP"))
        }
    }

    @Test func `select prints an address a line, or documents`() async throws {
        try await CommandLineWorld.with { world in
            try world.fill()
            #expect(try world.run("select", "score < 3") == "p1@example.com\np2@example.com\n")
            #expect(try world.run("select", "--limit", "1") == "p1@example.com\n")
            #expect(try world.run("select", "--limit", "0") == "")
            let people = try world.json([CommandDocument.Person].self, "select", "score >= 29")
            #expect(people.map(\.email) == ["p29@example.com", "p30@example.com"])
            #expect(people.map(\.emailStatus) == ["opted-in", "opted-out"])
            #expect(people.map(\.score) == [29, 30])
            #expect(people.allSatisfy { UUID(uuidString: $0.id) != nil })
            #expect(people.allSatisfy { (try? Date($0.createdAt, strategy: .iso8601)) != nil })
            #expect(try world.json([CommandDocument.Person].self, "select", "score > 99").isEmpty)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a preview foretells what the run does, and writes nothing`(kind: StoreKind) async throws {
        try await CommandLineWorld.with(kind) { world in
            try world.fill()
            let plan = try world.file("plan.yaml", Self.plan)
            let preview = try world.json(CommandDocument.Previewed.self, "preview", plan, "--samples", "2")
            #expect(preview.contacts == 10)
            #expect(preview.samples.map(\.email) == ["p3@example.com", "p6@example.com"])
            #expect(preview.samples.allSatisfy { $0.changes.count == 2 })
            #expect(try world.run("preview", plan).hasPrefix("Spring: 10 contacts\n"))
            #expect(try world.run("count", "tag = SPRING") == "0\n")
            #expect(try world.run("executions") == "")

            let run = try world.json(CommandDocument.Execution.self, "run", plan)
            #expect(run.actions == preview.actions)
            #expect(run.actions.map(\.changed) == [9, 10])
            #expect(run.actions.map(\.unchanged) == [1, 0])
            #expect((run.state, run.actor, run.contacts, run.done) == ("finished", "operator", 10, 10))
            #expect(try world.run("count", "tag = SPRING and email-status = opted-out") == "10\n")
            let again = try world.json(CommandDocument.Previewed.self, "preview", plan)
            #expect(again.actions.map(\.unchanged) == [10, 10])
            #expect(again.samples.isEmpty)
        }
    }

    @Test func `a plan comes from standard input too, as YAML or JSON`() async throws {
        try await CommandLineWorld.with { world in
            try world.fill()
            #expect(try world.run("preview", "-", input: Self.plan).hasPrefix("Spring: 10 contacts\n"))
            let text = #"{"name": "J", "select": {"filter": ["score = 1"]}, "actions": [{"set-score": 100}]}"#
            let run = try world.json(CommandDocument.Execution.self, "run", "-", input: text)
            #expect((run.name, run.contacts) == ("J", 1))
            #expect(try world.run("select", "score = 100") == "p1@example.com\n")
            #expect(try world.run("run", "-", input: "", code: 65).contains("-: "))
        }
    }

    @Test func `deleting needs the number of contacts`() async throws {
        try await CommandLineWorld.with { world in
            try world.fill()
            let plan = try world.file(
                "plan.yaml",
                "select: { include: ['tag = VIP'] }\nactions: [delete-contacts: true]"
            )
            try world.run("run", plan, code: 65)
            #expect(try world.run("run", plan, "--confirm", "9", code: 65).contains("10"))
            #expect(try world.run("count") == "30\n")
            try world.run("run", plan, "--confirm", "10")
            #expect(try world.run("count") == "20\n")
        }
    }

    @Test func `a plan for later stays scheduled until it is cancelled`() async throws {
        try await CommandLineWorld.with { world in
            try world.fill()
            let plan = try world.file("plan.yaml", "at: 2999-12-01T09:00:00Z\nactions: [set-score: 7]")
            let run = try world.json(CommandDocument.Execution.self, "run", plan)
            #expect((run.state, run.done, run.contacts) == ("scheduled", 0, nil))
            #expect(run.scheduledAt == "2999-12-01T09:00:00Z")
            #expect(try world.run("count", "score = 7") == "1\n")
            let id = String(run.id)
            try world.run("executions", "pause", id, code: 65)
            let cancelled = try world.json(CommandDocument.Execution.self, "executions", "cancel", id)
            #expect(cancelled.state == "cancelled")
            try world.run("executions", "resume", id, code: 65)
        }
    }

    @Test(arguments: StoreKind.available)
    func `executions are listed and shown`(kind: StoreKind) async throws {
        try await CommandLineWorld.with(kind) { world in
            try world.fill()
            for score in 1...3 { try world.run("run", "-", input: "name: P\(score)\nactions: [set-score: \(score)]") }
            let all = try world.json([CommandDocument.Execution].self, "executions")
            #expect(all.map(\.name) == ["P3", "P2", "P1"])
            let two = try world.json([CommandDocument.Execution].self, "executions", "list", "--limit", "2")
            #expect(two.map(\.name) == ["P3", "P2"])
            #expect(try world.run("executions", "list", "--limit", "1") == "3  finished  30 of 30 contacts  P3\n")
            try world.run("executions", "list", "--limit", "-1", code: 64)
            let shown = try world.json(CommandDocument.Execution.self, "executions", "show", "2")
            #expect(shown.name == "P2")
            #expect(try world.run("executions", "show", "2").contains("\n  F  "))
            try world.run("executions", "show", "99", code: 65)
            for command in ["pause", "resume", "cancel", "continue"] {
                try world.run("executions", command, "99", code: 65)
            }
            let continued = try world.json(CommandDocument.Execution.self, "executions", "continue", "2")
            #expect(continued.state == "finished")
        }
    }

    @Test func `segments are created, used, changed, renamed and deleted`() async throws {
        try await CommandLineWorld.with { world in
            try world.fill()
            let made = try world.json(CommandDocument.Segment.self, "segment", "create", "Buyers", "tag = VIP")
            #expect(made == CommandDocument.Segment(name: "Buyers", query: "tag = VIP", contacts: 10))
            #expect(try world.run("segment", "show", "Buyers").hasPrefix("Buyers  10 contacts"))
            #expect(try world.run("count", "--segment", "buyers") == "10\n")
            try world.run("segment", "create", "Buyers", "score = 1", code: 65)
            let changed = try world.json(CommandDocument.Segment.self, "segment", "update", "Buyers", "score <= 4")
            #expect(changed.contacts == 4)
            let renamed = try world.json(CommandDocument.Segment.self, "segment", "rename", "Buyers", "Few")
            #expect(renamed.name == "Few")
            #expect(try world.json([CommandDocument.Segment].self, "segment").map(\.name) == ["Few"])
            #expect(try world.run("segment", "list").hasPrefix("Few  "))
            #expect(try world.run("count", "segment = Few") == "4\n")
            try world.run("segment", "show", "Buyers", code: 65)
            let deleted = try world.json(CommandDocument.Deleted.self, "segment", "delete", "Few")
            #expect(deleted.deleted == "Few")
            #expect(try world.run("segment") == "")
        }
    }

    @Test func `migrate tells the database and sets the time zone`() async throws {
        try await CommandLineWorld.with { world in
            let fresh = try world.json(CommandDocument.Migrated.self, "migrate")
            #expect(fresh == CommandDocument.Migrated(database: world.address.description, timeZone: fresh.timeZone))
            let set = try world.json(CommandDocument.Migrated.self, "migrate", "--time-zone", "Europe/Warsaw")
            #expect(set.timeZone == "Europe/Warsaw")
            #expect(try world.run("migrate").contains("Europe/Warsaw"))
            try world.run("migrate", "--time-zone", "Europe/Atlantis", code: 65)
        }
    }

    @Test func `generate makes the same people for the same seed`() async throws {
        var addresses: [String] = []
        for seed in ["5", "5", "6"] {
            try await CommandLineWorld.with { world in
                let made = try world.json(
                    CommandDocument.Generated.self,
                    "generate",
                    "--contacts",
                    "200",
                    "--seed",
                    seed
                )
                #expect(made.created == 200)
                addresses.append(try world.run("select"))
                let more = try world.json(CommandDocument.Generated.self, "generate", "--contacts", "5", "--if-empty")
                #expect(more.created == 0)
                #expect(try world.run("generate", "--contacts", "5", "--if-empty") == "contacts are there already\n")
                #expect(try world.run("count") == "200\n")
            }
        }
        #expect(addresses[0] == addresses[1])
        #expect(addresses[0] != addresses[2])
    }

    @Test func `gender tells women from men without a database`() async throws {
        try await CommandLineWorld.with { world in
            let names = "Kovács László\r\nNagy Jánosné\n\nXyz\n"
            let file = try world.file("names.txt", names)
            let gender = ["gender", "--country", "hu", "--first-name", "last"]
            let told = try KartotekaProcess.run(gender + [file])
            #expect(told.code == 0 && told.output == "man\tKovács László\nwoman\tNagy Jánosné\nunknown\tXyz\n")
            let document = try KartotekaProcess.run(gender + ["--json"], input: "Kovács Anna")
            #expect(document.output == "[\n  {\n    \"gender\" : \"woman\",\n    \"name\" : \"Kovács Anna\"\n  }\n]\n")
            #expect(try KartotekaProcess.run(gender, input: "").output.isEmpty)
            #expect(try KartotekaProcess.run(gender + ["/nowhere/names.txt"]).code == 69)
            #expect(try KartotekaProcess.run(["gender", "--country", "DE", "--first-name", "last"]).code == 64)
            #expect(try KartotekaProcess.run(["gender", "--country", "PL", "--first-name", "middle"]).code == 64)
        }
    }

    @Test func `bench measures few contacts too`() async throws {
        let result = try KartotekaProcess.run(["bench", "--contacts", "2000", "--json"])
        #expect(result.code == 0, "\(result.complaint)")
        let measured = try JSONDecoder().decode([CommandDocument.Measured].self, from: Data(result.output.utf8))
        #expect(measured.count >= 5)
        #expect(measured.allSatisfy { $0.seconds >= 0 && $0.peakBytes > 0 })
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `completion scripts are made`(shell: String) throws {
        let result = try KartotekaProcess.run(["--generate-completion-script", shell])
        #expect(result.code == 0)
        for word in ["import", "segment", "rename", "consent"] { #expect(result.output.contains(word), "\(word)") }
    }
}
