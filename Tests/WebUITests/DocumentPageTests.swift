import Access
import Actions
import Bitmaps
import Contacts
import Executions
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Selections
import Storage
import Testing
import Tracking

@testable import WebUI

struct DocumentPageTests {
    private static let email = "kontakt5@mail.example"

    /// Runs action M for everybody whom the user reaches.
    private func generate(as user: User, isPrivate: Bool = false, in world: World) async throws {
        let address = try WebAddress("https://shop.example/sale")
        let actions = try ActionList([.generateURLs(GenerateURLs(address, isPrivate: isPrivate))])
        let plan = Plan(name: isPrivate ? "Mine" : "Sale", selection: Selection(), actions: actions)
        _ = try await world.site.executions.create(plan, actor: user.actor)
        let runner = ExecutionRunner(
            world.database,
            audiences: world.audiences,
            time: world.site.time,
            logger: world.site.logger
        )
        while try await runner.step() {}
    }

    @Test func `documents are listed, downloaded and deleted, within reach`() async throws {
        let world = try await World()
        try await world.site.sites.add("shop.example", coversSubdomains: false)
        let manager = try await world.user(.manager)
        let marketer = try await world.user(.marketer)
        try await world.give(Self.email, to: marketer, .main)
        try await world.visit(as: manager) { client async throws in
            #expect(try await client.text("/documents").contains("No documents yet"))
        }
        try await generate(as: manager, in: world)
        let all = try await world.audiences.count(Selection(), reach: .everybody)
        try await world.visit { client async throws in
            let page = try await client.text("/documents")
            #expect(page.contains("Sale") && page.contains("\(all.counted("link")) to https://shop.example/sale"))
            #expect(page.contains("by manager@team.example"))
            let file = try await client.get("/documents/1/files/1")
            #expect(file.headers[.contentType] == "text/csv; charset=utf-8")
            #expect(file.headers[.contentDisposition] == "attachment; filename=\"links-1-1.csv\"")
            #expect(file.text.split(separator: "\n").count == all + 1 && file.text.hasPrefix("email;url\n"))
            for path in ["1/files/2", "1/files/0", "1/files/x", "2/files/1"] {
                #expect(try await client.get("/documents/\(path)").status == .notFound)
            }
        }
        try await world.visit(as: marketer) { client async throws in
            let page = try await client.text("/documents")
            #expect(page.contains("1 link to https://shop.example/sale") && !page.contains("Delete Sale"))
            let lines = try await client.text("/documents/1/files/1").split(separator: "\n")
            let id = try await world.id(of: Self.email)
            #expect(lines == ["email;url", "\(Self.email);https://shop.example/sale?smclient=\(id)"])
            let refused = try await client.post("/documents/1/delete", "")
            #expect(refused.headers[.setCookie]?.contains("somebody%20else") == true)
        }
        try await world.visit { client async throws in
            #expect(try await client.post("/documents/1/delete", "").status == .seeOther)
            #expect(try await client.text("/documents").contains("No documents yet"))
            #expect(try await client.post("/documents/1/delete", "").status == .notFound)
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `a private document is there for nobody but its author`() async throws {
        let world = try await World()
        try await world.site.sites.add("shop.example", coversSubdomains: false)
        let manager = try await world.user(.manager)
        try await generate(as: manager, isPrivate: true, in: world)
        try await world.visit(as: manager) { client async throws in
            let page = try await client.text("/documents")
            #expect(page.contains("private, only you see it"))
            #expect(try await client.get("/documents/1/files/1").status == .ok)
            #expect(try await client.text("/executions/1").contains("Generate personal links"))
        }
        try await world.visit { client async throws in
            #expect(try await client.text("/documents").contains("No documents yet"))
            #expect(try await client.get("/documents/1/files/1").status == .notFound)
            #expect(try await client.post("/documents/1/delete", "").status == .notFound)
            #expect(!(try await client.text("/executions/1")).contains("Generate personal links"))
            let path = "/contacts/\(try await world.id(of: Self.email))"
            #expect(!(try await client.text(path)).contains("<strong>Personal link</strong>"))
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `sites and the time of keeping are set on the page of settings`() async throws {
        let world = try await World()
        try await world.visit { client async throws in
            #expect(try await client.text("/settings").contains("No sites yet"))
            let added = try await client.post("/settings/sites", "host=https%3A%2F%2FShop.example%2F&subdomains=yes")
            #expect(added.status == .seeOther)
            #expect(try await client.text("/settings").contains("<strong>shop.example</strong>"))
            let taken = try await client.post("/settings/sites", "host=shop.example")
            #expect(taken.status == .unprocessableContent && taken.text.contains("is monitored already"))
            let bad = try await client.post("/settings/sites", "host=a%20b")
            #expect(bad.status == .unprocessableContent && bad.text.contains("is no name of a host"))
            #expect(try await client.post("/settings/documents", "days=30").status == .seeOther)
            #expect(try await client.text("/settings").contains("value=\"30\""))
            #expect(try await client.text("/documents").contains("deleted 30 days after"))
            let wrong = try await client.post("/settings/documents", "days=soon")
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("value=\"soon\""))
            #expect(try await client.post("/settings/documents", "days=").status == .seeOther)
            #expect(try await client.text("/documents").contains("until somebody deletes them"))
            #expect(try await client.post("/settings/sites/remove", "host=shop.example").status == .seeOther)
            #expect(try await client.text("/settings").contains("No sites yet"))
            _ = try await client.post("/settings/sites/remove", "host=shop.example")
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `a page that is not monitored is refused at its field`() async throws {
        let world = try await World()
        try await world.visit { client async throws in
            let row = try await client.text("/actions/new?kind=generate-urls")
            #expect(row.contains("Page to which the links lead") && row.contains("value=\"https://\""))
            let form = "action=k.generate-urls&a-k-only-me=yes&a-k-page="
            let refused = try await client.post("/preview", form + "https%3A%2F%2Fother.example%2F")
            #expect(refused.text.contains("lies on no monitored site"))
            #expect(refused.text.contains("href=\"#field-a-k-page\""))
            #expect(try await client.post("/preview", form + "x").text.contains("begins with neither"))
            let run = try await client.post("/executions", form + "https%3A%2F%2Fother.example%2F")
            #expect(run.status == .unprocessableContent)
        }
    }
}
