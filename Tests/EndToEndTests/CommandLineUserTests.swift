import Foundation
import Storage
import TestSupport
import Testing

/// The commands that let people in, of the real program.
struct CommandLineUserTests {
    @Test(arguments: StoreKind.available)
    func `users are added, listed, changed, disabled and enabled`(kind: StoreKind) async throws {
        try await CommandLineWorld.with(kind) { world in
            #expect(try world.run("user") == "")
            let boss = try world.json(
                CommandDocument.User.self,
                "user",
                "add",
                "Boss@example.com",
                "--role",
                "administrator"
            )
            #expect((boss.email, boss.name, boss.role) == ("Boss@example.com", "Boss", "administrator"))
            let added = try world.run("user", "add", "anna@example.com", "--name", "Anna Nowak")
            #expect(added.hasPrefix("anna@example.com  user  Anna Nowak  no password yet\n"))
            #expect(try world.run("user", "add", "ANNA@example.com", code: 65).contains("anna@example.com"))
            #expect(try world.run("user", "add", "anna", code: 65).contains("@"))
            #expect(
                try world.run("user", "list")
                    == """
                    anna@example.com  user  Anna Nowak  no password yet
                    Boss@example.com  administrator  Boss  no password yet

                    """
            )
            let changed = try world.json(
                CommandDocument.User.self,
                "user",
                "change",
                "anna@example.com",
                "--role",
                "viewer",
                "--name",
                "Ann"
            )
            #expect((changed.role, changed.name, changed.link) == ("viewer", "Ann", nil))
            let disabled = try world.json(CommandDocument.User.self, "user", "disable", "Anna@example.com")
            #expect(!disabled.active)
            #expect(try world.run("user").hasPrefix("anna@example.com  viewer  Ann  disabled  no password yet\n"))
            #expect(try world.run("user", "reset", "anna@example.com", code: 65).contains("disabled"))
            #expect(try world.json(CommandDocument.User.self, "user", "enable", "anna@example.com").active)
            let all = try world.json([CommandDocument.User].self, "user", "list")
            #expect(all.map(\.email) == ["anna@example.com", "Boss@example.com"])
            #expect(all.map(\.active) == [true, true])
        }
    }

    @Test func `an unknown user and the last administrator end with 65`() async throws {
        try await CommandLineWorld.with { world in
            for word in ["disable", "enable", "reset"] {
                #expect(try world.run("user", word, "ghost@example.com", code: 65).contains("ghost@example.com"))
            }
            try world.run("user", "change", "ghost@example.com", "--role", "viewer", code: 65)
            try world.run("user", "add", "boss@example.com", "--role", "administrator")
            #expect(try world.run("user", "disable", "boss@example.com", code: 65).contains("boss@example.com"))
            try world.run("user", "change", "boss@example.com", "--role", "manager", code: 65)
            try world.run("user", "add", "second@example.com", "--role", "administrator")
            try world.run("user", "disable", "boss@example.com")
        }
    }

    @Test func `links begin with the address that people type`() async throws {
        try await CommandLineWorld.with { world in
            let link = try #require(try world.json(CommandDocument.User.self, "user", "add", "a@example.com").link)
            #expect(link.wholeMatch(of: /http:\/\/127\.0\.0\.1:8080\/welcome\/[A-Za-z0-9_-]{43}/) != nil, "\(link)")
            let again = try world.json(
                CommandDocument.User.self,
                "user",
                "reset",
                "a@example.com",
                "--public-address",
                "https://contacts.example.com/"
            )
            let other = try #require(again.link)
            #expect(other.hasPrefix("https://contacts.example.com/welcome/"))
            #expect(other.suffix(43) != link.suffix(43))
            let told = try KartotekaProcess.run(
                ["user", "reset", "a@example.com"],
                database: world.address.description,
                publicAddress: "https://crm.example.com"
            )
            #expect(told.output.contains(" https://crm.example.com/welcome/"))
            for wrong in ["contacts.example.com", "ftp://example.com", "https://", "https://example.com/?a=b", ""] {
                try world.run("user", "add", "b@example.com", "--public-address", wrong, code: 65)
            }
            #expect(try world.json([CommandDocument.User].self, "user").count == 1, "nobody is added in vain")
        }
    }

    @Test(arguments: StoreKind.available)
    func `the server says where the first administrator is created, until there is one`(kind: StoreKind) async throws {
        try await CommandLineWorld.with(kind) { world in
            let first = try await printed(by: world, until: "/welcome/")
            let port = try #require(try first.firstMatch(of: Regex("http://127\\.0\\.0\\.1:([0-9]+)\n")))[1].substring
            let pattern = try Regex(
                "Create the administrator here \\(valid for 24 hours, once\\): "
                    + "http://127\\.0\\.0\\.1:\(try #require(port))/welcome/[A-Za-z0-9_-]{43}\n"
            )
            #expect(first.contains(pattern), "\(first)")
            let named = try await printed(by: world, until: "/welcome/", "--public-address", "https://crm.example.com")
            #expect(named.contains(": https://crm.example.com/welcome/"), "\(named)")
            try world.run("user", "add", "boss@example.com", "--role", "administrator")
            let second = try await printed(by: world, until: "listens on")
            #expect(!second.contains("/welcome/"), "\(second)")
        }
    }

    /// What a server prints until it has said this, or for ten seconds.
    private func printed(by world: CommandLineWorld, until word: String, _ options: String...) async throws -> String {
        let file = world.folder.appending(path: "serve-\(UUID().uuidString)")
        let server = try KartotekaProcess(
            ["serve", "--port", "0", "--database", world.address.description] + options,
            output: file
        )
        defer { server.kill() }
        let read = { try String(contentsOf: file, encoding: .utf8) }
        #expect(try await eventually { try read().contains(word) })
        return try read()
    }
}
