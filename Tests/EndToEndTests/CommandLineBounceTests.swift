import Contacts
import Foundation
import Messaging
import Storage
import TestSupport
import Testing

/// `kartoteka bounces`, as a person and as a mail server use it.
struct CommandLineBounceTests {
    private struct Tally: Decodable, Equatable {
        let reports: Int
        let markedInvalid: Int
        let counted: Int
        let optedOut: Int
        let noted: Int
        let unclear: Int
    }

    private struct Limit: Decodable, Equatable {
        let count: Int?
        let days: Int?
    }

    private struct Hook: Decodable {
        let address: String?
    }

    /// A report about a message that was sent to `p1@example.com`, and so on.
    private func report(to index: Int, in world: CommandLineWorld) async throws -> SampleReport {
        let database = try await TestDatabase.open(world.address)
        var report = SampleReport()
        report.recipient = "p\(index)@example.com"
        let email = RandomContacts.email(report.recipient)
        report.mark = try await database.write { connection in
            let number = try ContactReader(connection).number(of: email) ?? 0
            let id = try connection.advance(counter: "message")
            try connection.execute(
                """
                INSERT INTO message (id, number, channel, purpose, cause, actor, made_at, due_at, state)
                VALUES (\(id), \(number), 'email', 'marketing', 'workflow', 'workflow 1', 4000000000000, 0, 2)
                """
            )
            return try TokenSigner(connection).token(.bounce, number: id)
        }
        await database.close()
        return report
    }

    @Test(arguments: StoreKind.available)
    func `reports are read from a folder`(kind: StoreKind) async throws {
        try await CommandLineWorld.with(kind) { world in
            try world.fill()
            let folder = world.folder.appending(path: "bounces")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try await report(to: 1, in: world).standard().write(to: folder.appending(path: "1.eml"))
            try await report(to: 2, in: world).complaint().write(to: folder.appending(path: "2.eml"))
            try SampleReport.vacation.write(to: folder.appending(path: "3.eml"))
            let tally = try world.json(Tally.self, "bounces", "read", folder.path)
            let expected = Tally(reports: 3, markedInvalid: 1, counted: 0, optedOut: 1, noted: 0, unclear: 1)
            #expect(tally == expected)
            #expect(try world.run("bounces", "read", folder.path).hasPrefix("0 reports: "))
            #expect(try world.run("select", "invalid") == "p1@example.com\n")
            let nowhere = try world.run("bounces", "read", "/nowhere", code: 69)
            #expect(nowhere.contains("/nowhere cannot be read"))
        }
    }

    @Test func `a server watches a folder`() async throws {
        try await CommandLineWorld.with { world in
            try world.fill()
            let folder = world.folder.appending(path: "bounces")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let file = folder.appending(path: "1.eml")
            try await report(to: 1, in: world).standard().write(to: file)
            let old = Date(timeIntervalSinceNow: -3_600)
            try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: file.path)
            let address = world.address.description
            let server = try KartotekaProcess(
                ["serve", "--port", "0", "--database", address, "--bounce-folder", folder.path]
            )
            defer { server.kill() }
            let done = folder.appending(path: "done").appending(path: "1.eml")
            var isDone = false
            // A server needs its time to start on a busy machine.
            for _ in 0..<6 where !isDone {
                isDone = try await eventually { FileManager.default.fileExists(atPath: done.path) }
            }
            #expect(isDone)
            #expect(try world.run("select", "invalid") == "p1@example.com\n")
        }
    }

    @Test func `a mail server hands reports over`() async throws {
        try await CommandLineWorld.with { world in
            try world.fill()
            let report = String(decoding: try await report(to: 1, in: world).standard(), as: UTF8.self)
            #expect(try world.run("bounces", "take", input: report).hasSuffix("is marked invalid\n"))
            #expect(
                try world.run("bounces", "take", input: report) == "nothing changes: the report is known already\n"
            )
            let unsigned = String(decoding: SampleReport().standard(), as: UTF8.self)
            #expect(try world.run("bounces", "take", input: unsigned, code: 65).contains("put aside"))
            let folder = world.folder.appending(path: "unclear")
            #expect(try world.run("bounces", "take", "--unclear", folder.path, input: unsigned).contains("put aside"))
            let kept = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            #expect(try kept.map { try String(contentsOf: $0, encoding: .utf8) } == [unsigned])

            var silent = try await self.report(to: 2, in: world)
            silent.returnsHeaders = false
            let recipient = "bounces+\(silent.mark)@shop.example"
            let bare = String(decoding: silent.standard(), as: UTF8.self)
            #expect(
                try world.run("bounces", "take", "--recipient", recipient, input: bare).hasSuffix("marked invalid\n")
            )
        }
    }

    @Test(arguments: ["postgres://nobody@127.0.0.1:1/none", "nonsense", "sqlite:/nowhere/at/all.db"])
    func `without its database the mail server tries again`(database: String) throws {
        let result = try KartotekaProcess.run(["bounces", "take"], input: "Subject: x\n", database: database)
        #expect(result.code == 75)
        #expect(!result.complaint.isEmpty)
    }

    @Test func `the limit and the web address are settings`() async throws {
        try await CommandLineWorld.with { world in
            #expect(try world.json(Limit.self, "bounces", "limit") == Limit(count: nil, days: nil))
            #expect(
                try world.run("bounces", "limit", "--count", "5", "--days", "60")
                    == "An address is marked invalid after 5 soft bounces within 60 days\n"
            )
            #expect(try world.json(Limit.self, "bounces", "limit") == Limit(count: 5, days: 60))
            #expect(try world.run("bounces", "limit", "--off") == "Soft bounces are counted and mark nothing\n")
            for arguments in [
                ["--count", "5"], ["--count", "1", "--days", "5"], ["--off", "--count", "5", "--days", "5"],
            ] {
                let result = try KartotekaProcess.run(
                    ["bounces", "limit"] + arguments,
                    database: world.address.description
                )
                #expect(result.code == 64, "\(arguments)")
            }
            let hook = try world.json(Hook.self, "bounces", "hook", "--public-address", "https://c.example/")
            #expect(hook.address?.hasPrefix("https://c.example/hooks/bounces/") == true)
            #expect(try world.json(Hook.self, "bounces", "hook", "--off").address == nil)
        }
    }

    @Test(arguments: StoreKind.available)
    func `a provider gets an address of its own with its key`(kind: StoreKind) async throws {
        try await CommandLineWorld.with(kind) { world in
            let file = world.folder.appending(path: "key")
            try Data("key-of-the-tests-0123456789abcdef\n".utf8).write(to: file)
            let hook = try world.json(
                Hook.self,
                "bounces",
                "hook",
                "--provider",
                "mailgun",
                "--signing-key-file",
                file.path,
                "--public-address",
                "https://c.example"
            )
            let secret = try #require(hook.address?.split(separator: "/").last.map(String.init))
            let database = try await TestDatabase.open(world.address)
            let isThere = try await database.read { connection in
                try BounceHook.kind(of: secret, connection) != nil
            }
            #expect(isThere)
            let stored = try await database.read { try $0.rows("SELECT value FROM setting") { $0.text(0) } }
            #expect(!stored.contains { $0.contains("key-of-the-tests") })
            await database.close()
            #expect(try world.json(Hook.self, "bounces", "hook", "--provider", "mailgun", "--off").address == nil)
            for arguments in [
                ["--provider", "mailgun"], ["--provider", "ses"], ["--provider", "brevo", "--topic", "x"],
                ["--signing-key-file", file.path], ["--provider", "ses", "--topic", "x"], ["--provider", "other"],
                ["--provider", "sendgrid", "--signing-key-file", file.path],
                ["--provider", "postmark", "--login-file", file.path],
            ] {
                let result = try KartotekaProcess.run(
                    ["bounces", "hook"] + arguments,
                    database: world.address.description
                )
                #expect([64, 65].contains(result.code), "\(arguments)")
            }
        }
    }
}
