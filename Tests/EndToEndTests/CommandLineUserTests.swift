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
    func `the link of the first administrator stands in a file of its own, and in no log`(
        kind: StoreKind
    ) async throws {
        try await CommandLineWorld.with(kind) { world in
            let first = try await printed(by: world, until: "kartoteka user add")
            #expect(first.contains("There is no administrator yet") && !first.contains("/welcome/"), "\(first)")
            // One that is there already may be readable for others.
            let file = try world.file("link", "old")
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
            let second = try await printed(by: world, until: file, "--administrator-link-file", file)
            #expect(!second.contains("/welcome/"), "\(second)")
            let port = try #require(try second.firstMatch(of: Regex("http://127\\.0\\.0\\.1:([0-9]+)\n")))[1].substring
            let pattern = try Regex("http://127\\.0\\.0\\.1:\(try #require(port))/welcome/[A-Za-z0-9_-]{43}\n")
            let link = try String(contentsOfFile: file, encoding: .utf8)
            #expect(link.wholeMatch(of: pattern) != nil, "\(link)")
            let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            _ = try await printed(
                by: world,
                until: file,
                "--administrator-link-file",
                file,
                "--public-address",
                "https://crm.example.com"
            )
            #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("https://crm.example.com/welcome/"))
            try world.run("user", "add", "boss@example.com", "--role", "administrator")
            let last = try await printed(by: world, until: "listens on")
            #expect(!last.contains("administrator"), "\(last)")
        }
    }

    @Test(arguments: StoreKind.available)
    func `a second factor is required of roles, and removed from a user`(kind: StoreKind) async throws {
        try await CommandLineWorld.with(kind) { world in
            let rule = { (words: [String]) in try world.run(["user", "require-second-factor"] + words, code: 0) }
            #expect(try rule([]) == "no role needs a second factor\n")
            #expect(
                try rule(["manager", "administrator"]) == "these roles need a second factor: administrator, manager\n"
            )
            #expect(try rule([]) == "these roles need a second factor: administrator, manager\n")
            #expect(try rule(["--off"]) == "no role needs a second factor\n")
            try world.run("user", "add", "anna@example.com")
            let missing = try world.run("user", "reset-second-factor", "anna@example.com", code: 65)
            #expect(missing.contains("there is no second factor"))
            try await world.database { connection in
                try connection.execute(
                    """
                    INSERT INTO second_factor (user_id, seed, created_at, confirmed_at)
                    VALUES (1, 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', 0, 0)
                    """
                )
            }
            // The next command encrypts the seed, and says so.
            _ = try KartotekaProcess.run(["secrets", "list"], database: world.address.description)
            #expect(try world.run("user", "list").contains("second factor"))
            let user = try world.json(CommandDocument.User.self, "user", "reset-second-factor", "anna@example.com")
            #expect(!user.hasSecondFactor)
        }
    }

    @Test func `changes and refusals are lines of the security log, without secrets`() async throws {
        try await CommandLineWorld.with { world in
            func lines(_ arguments: String...) throws -> [String] {
                try KartotekaProcess.run(arguments, database: world.address.description).securityLines
            }
            let added = try lines("user", "add", "anna@example.com", "--role", "viewer")
            #expect(added.count == 1)
            let line = try #require(added.first)
            #expect(
                line.contains(" info kartoteka.security: actor=operator role=viewer user=anna@example.com"),
                "\(line)"
            )
            #expect(line.hasSuffix(" user-added") && !line.contains("welcome"))
            #expect(
                try lines("user", "change", "anna@example.com", "--role", "user").first?.contains("user-changed")
                    == true
            )
            #expect(try lines("user", "reset", "anna@example.com").first?.contains("password-link-made") == true)
            let made = try KartotekaProcess.run(
                ["key", "make", "Till", "--user", "anna@example.com"],
                database: world.address.description
            )
            let secret = try #require(made.output.firstMatch(of: /kartoteka_[A-Za-z0-9_-]+/)?.output)
            #expect(made.securityLines.count == 1 && !made.complaint.contains(secret))
            #expect(try lines("key", "revoke", "1").first?.contains("key-revoked") == true)
            let refused = try lines("user", "list", "--as", "anna@example.com")
            let refusal = try #require(refused.first)
            #expect(refusal.contains(" warning kartoteka.security: actor=anna@example.com permission=manageUsers"))
            #expect(try lines("user", "disable", "anna@example.com").first?.contains("user-disabled") == true)
            #expect(try lines("user", "list").isEmpty)
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
