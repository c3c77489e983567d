import Access
import Contacts
import Executions
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Selections
import Testing

@testable import WebUI

struct OwnerPageTests {
    private static let email = "kontakt5@mail.example"

    @Test func `owners are assigned and removed on the card`() async throws {
        let world = try await World()
        let anna = try await world.user("anna@team.example", .user)
        let gone = try await world.user("gone@team.example", .user)
        try await world.site.users.disable(gone.id)
        let path = "/contacts/\(try await world.id(of: Self.email))"
        try await world.visit { client async throws in
            let form = "user=\(anna.id.number)&level=read-only"
            #expect(try await client.text(path).contains("No owners."))
            #expect(try await client.post("\(path)/assign-owner", form).location == "\(path)#owners")
            let first = try await client.text(path)
            #expect(first.contains("main owner") && first.contains("anna@team.example"))
            #expect(!first.contains("gone@team.example</option>") && !first.contains("remove-owner"))
            let administrator = try await world.user(.administrator)
            _ = try await client.post("\(path)/assign-owner", "user=\(administrator.id.number)&level=main")
            let second = try await client.text(path)
            #expect(second.contains("Remove the owner The user") && second.contains("Owners</strong>"))
            for wrong in [
                "user=\(gone.id.number)&level=main", "user=99&level=main", "user=x&level=main",
                "user=\(anna.id.number)&level=king",
            ] {
                let refused = try await client.post("\(path)/assign-owner", wrong)
                #expect(refused.cookies["flash"]?.hasPrefix("p:") == true, "\(wrong)")
            }
            #expect(try await client.post("\(path)/remove-owner", "user=\(anna.id.number)").status == .seeOther)
            let last = try await client.post("\(path)/remove-owner", "user=\(administrator.id.number)")
            #expect(last.cookies["flash"]?.removingPercentEncoding?.contains("at least one owner") == true)
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `a note is edited and deleted by its author only`() async throws {
        let world = try await World()
        let path = "/contacts/\(try await world.id(of: Self.email))"
        try await world.visit(as: .manager) { client async throws in
            _ = try await client.post("\(path)/add-note", "text=Called+on+Monday")
            let card = try await client.text(path)
            #expect(card.contains("edit-note") && card.contains("delete-note"))
            _ = try await client.post("\(path)/edit-note", "note=1&text=Called+on+Tuesday&private=yes")
            let edited = try await client.text(path)
            #expect(edited.contains("Called on Tuesday") && edited.contains("edited <time"))
            #expect(edited.contains("private, only you see it") && !edited.contains("on Monday"))
        }
        try await world.visit(as: .administrator) { client async throws in
            #expect(!(try await client.text(path).contains("Tuesday")))
            for (action, form) in [
                ("edit-note", "note=1&text=Mine"), ("delete-note", "note=1"), ("delete-note", "note=x"),
            ] {
                let answer = try await client.post("\(path)/\(action)", form)
                #expect(answer.status == .unprocessableContent || answer.cookies["flash"]?.hasPrefix("p:") == true)
            }
        }
        try await world.visit(as: .manager) { client async throws in
            #expect(try await client.text(path).contains("Tuesday"))
            #expect(try await client.post("\(path)/delete-note", "note=1").location == "\(path)#notes")
            #expect(!(try await client.text(path).contains("Tuesday")))
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test(arguments: [(1024, true), (1025, false)])
    func `a note has room for 1,024 characters as people count them`(length: Int, fits: Bool) async throws {
        let world = try await World()
        let path = "/contacts/\(try await world.id(of: Self.email))"
        // A family is one character, seven scalars, 25 bytes.
        let text = String(repeating: "👨‍👩‍👧‍👦", count: length)
        try await world.visit { client async throws in
            let form = FormFields.query([("text", text), ("private", "yes")])
            let answer = try await client.post("\(path)/add-note", form)
            #expect(answer.status == (fits ? .seeOther : .unprocessableContent))
            if !fits {
                #expect(answer.text.contains("1\u{202F}025 characters") && answer.text.contains(">\(text)</textarea>"))
                #expect(answer.text.contains("id=\"new-note-private\" name=\"private\" value=\"yes\" checked"))
            }
            let card = try await client.text(path)
            #expect(card.contains(">\(text)</p>") == fits && card.contains("data-counted=\"1024\""))
            let run = FormFields.query([("action", "1.add-note"), ("a-1-text", text)])
            let preview = try await client.post("/preview", run, headers: [.htmxRequest: "true"])
            #expect(preview.text.contains("Preview:") == fits)
        }
    }

    @Test func `an owner is assigned by a run, and found by the filter`() async throws {
        let world = try await World()
        _ = try await world.user("anna@team.example", .user)
        let gone = try await world.user("gone@team.example", .user)
        try await world.site.users.disable(gone.id)
        let runner = ExecutionRunner(
            world.database,
            audiences: world.audiences,
            time: TimeSource { World.now },
            logger: Logger(label: "test")
        )
        let htmx: HTTPFields = [.htmxRequest: "true"]
        try await world.visit { client async throws in
            let row = try await client.text("/actions/new?kind=assign-owner")
            #expect(row.contains("anna@team.example") && !row.contains("gone@team.example"))
            #expect(row.contains("Start workflows that wait for a change of owner") && !row.contains("checked"))
            let form = "include=VIP&action=1.assign-owner&a-1-user=anna%40team.example&a-1-level=read-only"
            let preview = try await client.post("/preview", form, headers: htmx).text
            #expect(preview.contains("Preview: 20 contacts") && preview.contains("anna@team.example"))
            #expect(try await client.post("/executions", form).location == "/executions/1")
            try await runner.run(1) { _ in }
            for (filter, count) in [
                ("owner=anna%40team.example", "20 contacts"), ("owner=none", "40 contacts"),
                ("owner=anna%40team.example&owner-level=main-owner", "20 contacts"),
                ("owner=anna%40team.example&owner-level=co-owner", "0 contacts"),
                ("owner=none&owner-level=main-owner", "40 contacts"), ("owner-level=main-owner", "20 contacts"),
                ("query=owner+%3D+anna%40team.example", "20 contacts"),
            ] {
                #expect(try await client.post("/count", filter, headers: htmx).text.contains(">\(count)<"), "\(filter)")
            }
            let unknown = try await client.post("/count", "owner=eve%40team.example", headers: htmx).text
            #expect(unknown.contains("Owner: There is no user"))
            let asked = try await client.post("/count", "query=owner+%3D+eve%40team.example", headers: htmx).text
            #expect(asked.contains("Query: There is no user"))
            #expect(
                try await client.post("/count", "owner-level=boss", headers: htmx).text.contains(
                    "Choose one of the list"
                )
            )
            for (user, words) in [("eve", "There is no user"), ("gone", "is disabled")] {
                let wrong = "action=1.assign-owner&a-1-user=\(user)%40team.example&a-1-level=owner"
                for address in ["/preview", "/executions"] {
                    let answer = try await client.post(address, wrong, headers: htmx).text
                    #expect(answer.contains(words) && answer.contains("#field-a-1-user"), "\(address) \(user)")
                }
            }
            let removal = "action=1.remove-owner&a-1-owner=anna%40team.example"
            #expect(try await client.post("/preview", removal, headers: htmx).text.contains("Preview: 60 contacts"))
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test(arguments: [
        "action=1.assign-owner&a-1-user=&a-1-level=owner", "action=1.assign-owner&a-1-user=anna&a-1-level=owner",
        "action=1.assign-owner&a-1-user=a%40b.example&a-1-level=king", "action=1.remove-owner&a-1-owner=",
    ])
    func `an owner who is not named properly is asked for`(form: String) {
        let problems = RunForm(FormFields(form)).plan(WorkspaceClock(.gmt), now: World.now).problems
        #expect(problems.count == 1 && problems[0].field.hasPrefix("a-1-"))
    }
}
