import Contacts
import Foundation
import Storage
import TestSupport
import Testing

/// The command `import` with its options.
struct CommandLineImportTests {
    private static let text =
        "Adres;Kto;Rozmiar;Uwagi\nanna@example.com;Anna;38;x\nnobody;Nikt;1;y\njan@example.com;Jan;41;z\n"
    private static let map = ["--map", "Adres=email", "--map", "Kto=name", "--map", "Rozmiar=detail.size"]

    @Test(arguments: StoreKind.available)
    func `a dry run equals the run, and the summary adds up`(kind: StoreKind) async throws {
        try await CommandLineWorld.with(kind) { world in
            let path = try world.file("people.csv", Self.text)
            let rejects = world.folder.appending(path: "people.rejects.csv").path
            func take(_ more: String...) throws -> CommandDocument.Imported {
                let result = try KartotekaProcess.run(
                    ["import", path, "--json"] + Self.map + more,
                    database: world.address.description
                )
                #expect(result.code == 0, "\(result.complaint)")
                return try JSONDecoder().decode(CommandDocument.Imported.self, from: Data(result.output.utf8))
            }
            let dry = try take("--dry-run")
            #expect(
                dry
                    == CommandDocument.Imported(
                        file: path,
                        dryRun: true,
                        rows: 3,
                        created: 2,
                        updated: 0,
                        unchanged: 0,
                        rejected: 1,
                        rejects: rejects,
                        leftOut: ["Uwagi"]
                    )
            )
            #expect(try world.run("count") == "0\n")
            let real = try take("--tag", "list", "--state", "customer", "--consent", "opt-out")
            #expect((real.rows, real.created, real.rejected, real.dryRun) == (3, 2, 1, false))
            #expect(
                try String(contentsOfFile: rejects, encoding: .utf8).hasPrefix(
                    #""line";"column";"reason";"Adres";"Kto""#
                )
            )
            #expect(
                try world.run("count", "tag = LIST and state = customer and email-status = opted-out") == "2\n"
            )
            #expect(try world.run("select", "detail.size = 38") == "anna@example.com\n")
            let again = try take("--tag", "list", "--state", "customer", "--consent", "opt-out")
            #expect((again.unchanged, again.rejected) == (2, 1))
            let overwritten = try take("--consent", "overwrite", "--mobile-consent", "opt-in")
            #expect(overwritten.updated == 2)
            #expect(try world.run("count", "email-status = opted-in and mobile-status = opted-out") == "2\n")
        }
    }

    @Test func `the summary for people says where the rejected rows are`() async throws {
        try await CommandLineWorld.with { world in
            let path = try world.file("people.csv", "email\na@example.com\nnobody\n")
            let dry = try world.run("import", path, "--dry-run")
            #expect(dry.hasPrefix("Nothing was written. The import would give:\n2 rows: 1 created, 0 updated, "))
            let real = try world.run("import", path)
            #expect(real.hasPrefix("2 rows: 1 created, 0 updated, 0 unchanged, 1 rejected\n"))
            #expect(real.contains("people.rejects.csv"))
        }
    }

    @Test func `columns that do not come in are named, with the option that brings them in`() async throws {
        try await CommandLineWorld.with { world in
            let path = try world.file("people.csv", "email,Bob's size,,detail.hat\na@example.com,38,x,52\n")
            let expected = """
                2 columns were left out: “Bob's size”, column 3, which has no name
                To bring one in as a standard detail, import again with --map 'Bob'\\''s size=detail.Bob'\\''s size'

                """
            #expect(try world.run("import", path, "--dry-run").hasSuffix(expected))
            #expect(try world.run("import", path).hasSuffix(expected))
            #expect(try world.run("count", "detail.hat = 52") == "1\n")
            let mapped = try world.run("import", path, "--map", "Bob's size=detail.Bob's size")
            #expect(mapped.contains("1 column was left out: column 3, which has no name"))
            #expect(!mapped.contains("To bring one in"))
            #expect(try world.run("count", "detail.\"Bob's size\" = 38") == "1\n")
            let ignored = try world.file("two.csv", "email,x\na@example.com,1\n")
            #expect(!(try world.run("import", ignored, "--map", "x=ignore").contains("left out")))
            let wide = try world.file("wide.csv", "email," + (1...30).map { "c\($0)" }.joined(separator: ",") + "\n")
            #expect(try world.run("import", wide).contains("30 columns were left out: “c1”, "))
            #expect(try world.run("import", wide).contains("“c20”, 10 more, all of which --json names\n"))
        }
    }

    @Test func `kept fields are only filled in`() async throws {
        try await CommandLineWorld.with { world in
            try world.run("import", try world.file("one.csv", "email,first name,last name,city\na@example.com,A,B,\n"))
            let two = try world.file("two.csv", "email,first name,last name,city\na@example.com,X,Y,Brno\n")
            try world.run("import", two, "--keep", "name", "--keep", "city")
            #expect(try world.run("count", "name = \"A B\"") == "1\n")
            try world.run("import", two, "--keep", "first-name")
            #expect(try world.run("count", "name = \"A B\"") == "1\n")
            try world.run("import", two)
            #expect(try world.run("count", "name = \"X Y\"") == "1\n")
        }
    }

    @Test func `removed contacts come back with --restore`() async throws {
        try await CommandLineWorld.with { world in
            let path = try world.file("one.csv", "email\na@example.com\n")
            try world.run("import", path)
            let database = try await TestDatabase.open(world.address)
            let email = try EmailAddress("a@example.com")
            let contact = try #require(
                try await database.read { connection in
                    let reader = ContactReader(connection)
                    return try reader.number(of: email).flatMap { try reader.contact($0) }
                }
            )
            try await CardEditing(database, time: .system).edit(contact.id, [.remove], actor: .named("anna"))
            await database.close()
            #expect(try world.run("import", path).contains("1 unchanged"))
            #expect(try world.run("import", path, "--restore").contains("1 updated"))
            #expect(try world.run("import", path, "--restore").contains("1 unchanged"))
        }
    }

    @Test func `the preset, the separator and the encoding may be named`() async throws {
        try await CommandLineWorld.with { world in
            let path = try world.file("one.csv", "email|x;name\na@example.com;A\n")
            let generic = try world.run("import", path, "--map", "email|x=email", "--separator", "semicolon")
            #expect(generic.contains("1 created"))
            let list = try world.file("two.csv", "uuid,email,name,attributes,status\nu,b@example.com,B,{},enabled\n")
            #expect(try world.run("import", list, "--preset", "listmonk", "--encoding", "utf-8").contains("1 created"))
        }
    }

    @Test(arguments: [
        ["--map", "email", "email"], ["--map", "=email", "=email"], ["--map", "Nothing=email", "Nothing"],
        ["--map", "name=nonsense", "nonsense"], ["--consent", "maybe", "maybe"],
        ["--mobile-consent", "maybe", "maybe"],
        ["--state", "happy", "happy"], ["--tag", "a,b", "a,b"], ["--tag", " ", "--tag"],
        ["--keep", "nonsense", "nonsense"], ["--preset", "excel", "excel"], ["--separator", "dash", "dash"],
        ["--encoding", "klingon", "klingon"],
    ])
    func `a wrong word is named, and nothing is imported`(words: [String]) async throws {
        try await CommandLineWorld.with { world in
            let path = try world.file("one.csv", "email,name\na@example.com,A\n")
            let complaint = try world.run("import", path, words[0], words[1], code: 65)
            #expect(complaint.hasPrefix("kartoteka: "))
            #expect(complaint.contains(words[2]))
            #expect(try world.run("count") == "0\n")
        }
    }

    @Test func `files that hold no contacts are refused`() async throws {
        try await CommandLineWorld.with { world in
            try world.run("import", try world.file("empty.csv", ""), code: 65)
            try world.run("import", try world.file("names.csv", "name,city\nA,B\n"), code: 65)
            try world.run("import", world.folder.path, code: 69)
        }
    }
}
