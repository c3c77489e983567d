import Foundation
import Storage
import TestSupport
import Testing

struct CommandLineLinkTests {
    private struct Site: Decodable, Equatable {
        let host: String
        let subdomains: Bool
    }

    private struct Listed: Decodable {
        let id: Int64
        let name: String
        let page: String
        let author: String
        let isPrivate: Bool
        let files: [Int]
    }

    private struct Saved: Decodable, Equatable {
        let saved: String
        let lines: Int
    }

    private static let plan = "actions: [generate-urls: { url: 'https://www.shop.example/sale?a=b#c' }]"

    @Test(arguments: StoreKind.available)
    func `links are generated, listed, saved and deleted`(kind: StoreKind) async throws {
        try await CommandLineWorld.with(kind) { world in
            try world.fill()
            #expect(try world.run("preview", "-", input: Self.plan, code: 65).contains("there is none yet"))
            #expect(try world.run("site", "add", "https://shop.example/") == "the site shop.example is monitored\n")
            try world.run("site", "add", "other.example", "--this-host-only")
            #expect(
                try world.json([Site].self, "site")
                    == [Site(host: "other.example", subdomains: false), Site(host: "shop.example", subdomains: true)]
            )
            let elsewhere = Self.plan.replacing("shop.example", with: "evil.example")
            #expect(try world.run("run", "-", input: elsewhere, code: 65).contains("use a page of other.example"))

            let preview = try world.run("preview", "-", input: Self.plan)
            #expect(preview.contains("30 changed, 0 already so; 30 links in 1 file"))
            #expect(try world.run("documents") == "")
            #expect(try world.run("run", "-", input: Self.plan).contains("30 links in 1 file"))
            let listed = try #require(try world.json([Listed].self, "documents").first)
            #expect(listed.page == "https://www.shop.example/sale?a=b#c" && listed.files == [30] && !listed.isPrivate)
            #expect(listed.author == "operator")
            #expect(try world.run("documents").contains("30 links in 1 file to https://www.shop.example/sale?a=b#c"))

            let text = try world.run("documents", "save", "\(listed.id)")
            let lines = text.split(separator: "\n")
            #expect(lines.count == 31 && lines[0] == "email;url")
            #expect(
                lines[1].contains(/^p1@example\.com;https:\/\/www\.shop\.example\/sale\?a=b&smclient=[0-9a-f-]{36}#c$/)
            )
            let path = world.folder.appending(path: "links.csv").path
            #expect(
                try world.json(Saved.self, "documents", "save", "\(listed.id)", "--to", path)
                    == Saved(saved: path, lines: 30)
            )
            #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
            #expect(try world.run("documents", "save", "1", "--to", path, code: 69).contains("choose a name"))
            #expect(try world.run("documents", "save", "1", "--file", "2", code: 65).contains("there is no file 2"))
            #expect(try world.run("documents", "save", "9", code: 65).contains("there is no document 9"))
            try world.run("documents", "delete", "\(listed.id)")
            #expect(try world.run("documents") == "")
            try world.run("site", "remove", "shop.example")
            #expect(try world.run("site", "remove", "shop.example", code: 65).contains("there is no monitored site"))
        }
    }

    @Test func `users see documents of their contacts, private ones are their author's`() async throws {
        try await CommandLineWorld.with { world in
            try world.run("user", "add", "admin@shop.example", "--role", "administrator")
            try world.run("user", "add", "anna@shop.example", "--role", "marketer")
            try world.fill()
            let hers = try world.file("hers.csv", "email\na1@example.com\na2@example.com\n")
            try world.run("import", hers, "--owner", "anna@shop.example")
            try world.run("site", "add", "shop.example")
            try world.run("run", "-", input: Self.plan)
            let files = { (user: String) in try world.json([Listed].self, "documents", "--as", user).map(\.files) }
            #expect(try files("anna@shop.example") == [[2]])
            let saved = try world.run("documents", "save", "1", "--as", "anna@shop.example")
            let emails = saved.split(separator: "\n").map { $0.prefix { $0 != ";" } }
            #expect(emails == ["email", "a1@example.com", "a2@example.com"])
            let refusal = try world.run("documents", "delete", "1", "--as", "anna@shop.example", code: 65)
            #expect(refusal.contains("somebody else's"))

            let own = Self.plan.replacing("#c'", with: "', private: true")
            try world.run("run", "-", "--as", "anna@shop.example", input: own)
            #expect(try files("anna@shop.example") == [[2], [2]])
            #expect(try files("admin@shop.example") == [[32]])
            try world.run("documents", "delete", "2", "--as", "admin@shop.example", code: 65)
            try world.run("documents", "delete", "2", "--as", "anna@shop.example")
        }
    }
}
