import Contacts
import Executions
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Selections
import Testing

@testable import WebUI

struct RunPageTests {
    private static let fragment: HTTPFields = [.htmxRequest: "true"]

    @Test func `the count follows the boxes`() async throws {
        let world = try await World()
        try await world.visit { client in
            #expect(try await client.text("/").contains("60 contacts"))
            let counted = try await client.post("/count", "include=vip&exclude=newsletter", headers: Self.fragment)
            #expect(String(buffer: counted.body).contains("15 contacts"))
            let wrong = try await client.post("/count", "query=score+%3E+many", headers: Self.fragment)
            #expect(wrong.status == .ok)
            #expect(String(buffer: wrong.body).contains("id=\"field-query-problem\" hx-swap-oob"))
            #expect(String(buffer: wrong.body).contains("olumn 9"))
            let missing = try await client.post("/count", "segment=Nobody", headers: Self.fragment)
            #expect(String(buffer: missing.body).contains("There is no segment"))
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `a preview counts, explains and changes nothing`() async throws {
        let world = try await World()
        let form =
            "include=VIP&action=1.email-status&action=2.add-tags-from-details&a-2-details=shoe_size&a-2-prefix=S_&a-2-score=1"
        try await world.visit { client in
            let text = String(buffer: try await client.post("/preview", form, headers: Self.fragment).body)
            #expect(text.contains("Preview: 20 contacts"))
            #expect(text.contains("has none of the details"))
            #expect(text.contains("opted in</span> → opted out"))
            let page = String(buffer: try await client.post("/preview", form).body)
            #expect(page.contains("Preview: 20 contacts") && page.contains("value=\"VIP\""))
        }
        #expect(try await world.audiences.count(Selection(query: "email-status = opted-out"), reach: .everybody) == 12)
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `an execution is created, runs and shows its outcome`() async throws {
        let world = try await World()
        try await world.visit { client in
            let form = "include=VIP&action=1.set-score&a-1-score=77&name=Spring+clean"
            let answer = try await client.post("/executions", form, headers: Self.fragment)
            #expect(answer.headers[.htmxRedirect] == "/executions/1")
            let waiting = try await client.text("/executions/1")
            #expect(waiting.contains("waiting") && waiting.contains("hx-trigger=\"every 1s\""))
            #expect(waiting.contains("Cancel") && !waiting.contains(">Pause<"))
            let runner = ExecutionRunner(
                world.database,
                audiences: world.audiences,
                time: TimeSource { World.now },
                logger: Logger(label: "test")
            )
            try await runner.run(1) { _ in }
            let finished = try await client.text("/executions/1/progress?state=running")
            #expect(finished.contains("finished") && finished.contains("20 of 20 contacts done"))
            #expect(!finished.contains("hx-trigger") && finished.contains("hx-swap-oob"))
            #expect(try await client.text("/executions").contains("Spring clean"))
            let list = try await client.text("/contacts?q=score+%3D+77")
            let address = try #require(list.firstMatch(of: /\/contacts\/[0-9a-f-]{36}/)).output
            let card = try await client.text(String(address))
            #expect(card.contains("execution 1 “Spring clean”") && card.contains("</span> → 77"))
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `a run that goes on can be paused, resumed and cancelled`() async throws {
        let world = try await World()
        let runner = ExecutionRunner(
            world.database,
            audiences: world.audiences,
            time: TimeSource { World.now },
            logger: Logger(label: "test")
        )
        try await world.visit { client in
            #expect(try await client.post("/executions", "action=1.set-score&a-1-score=77").status == .seeOther)
            try await runner.step()
            let running = try await client.text("/executions/1")
            #expect(running.contains(">running<") && running.contains(">Pause<") && !running.contains(">Resume<"))
            #expect(try await client.post("/executions/1/pause", "").status == .seeOther)
            let paused = try await client.text("/executions/1")
            #expect(paused.contains(">paused<") && paused.contains(">Resume<") && !paused.contains("hx-trigger"))
            #expect(try await client.post("/executions/1/resume", "").status == .seeOther)
            try await runner.run(1) { _ in }
            #expect(try await client.text("/executions/1").contains("60 of 60 contacts done"))
        }
    }

    @Test(arguments: [("", false), ("59", false), ("60", true)])
    func `contacts are deleted only after their exact number was typed`(typed: String, isDone: Bool) async throws {
        let world = try await World()
        try await world.visit { client in
            let form = "action=1.delete-contacts&a-1-confirmation=\(typed)"
            let answer = try await client.post("/executions", form, headers: Self.fragment)
            #expect((answer.headers[.htmxRedirect] != nil) == isDone)
            if !isDone { #expect(String(buffer: answer.body).contains("href=\"#field-a-1-confirmation\"")) }
        }
        #expect(try await world.site.executions.list(limit: 5).count == (isDone ? 1 : 0))
    }

    @Test func `a browser without scripts can add, remove and correct`() async throws {
        let world = try await World()
        try await world.visit { client in
            let added = String(buffer: try await client.post("/compose", "include=VIP&kind=set-score&add=yes").body)
            let row = try #require(added.firstMatch(of: /name="action" value="([0-9a-z]+)\.set-score"/)).output.1
            #expect(added.contains("value=\"VIP\""))
            let removed = try await client.post("/compose", "action=\(row).set-score&remove=\(row)")
            #expect(!String(buffer: removed.body).contains("name=\"action\""))
            let refused = try await client.post("/executions", "action=\(row).set-score&a-\(row)-score=x")
            #expect(refused.status == .unprocessableContent)
            #expect(String(buffer: refused.body).contains("A score is a whole number"))
            let row2 = try await client.text("/actions/new?kind=add-note")
            #expect(row2.contains("Add a note"))
            #expect(
                try await client.execute(uri: "/actions/new?kind=explode", method: .get).status == .badRequest
            )
            #expect(try await client.text("/filters/detail").contains("detail-test"))
            let tested = String(buffer: try await client.post("/compose", "add-detail=yes").body)
            #expect(tested.contains("name=\"detail-test\""))
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `suggestions name tags and details`() async throws {
        let world = try await World()
        try await world.visit { client in
            let tags = try await client.text("/suggest/tags?q=vi")
            #expect(tags == #"[{"hint":"20 contacts","name":"VIP"}]"#)
            #expect(try await client.text("/suggest/details?q=shoe").contains("shoe_size"))
        }
    }

    @Test func `a run can be held, resumed and cancelled as its state allows`() async throws {
        let world = try await World()
        try await world.visit { client in
            let form = "when=later&at=2026-12-01T09:00&action=1.set-score&a-1-score=1"
            #expect(try await client.post("/executions", form).status == .seeOther)
            #expect(try await client.text("/executions/1").contains("every 30s"))
            let refused = try await client.post("/executions/1/pause", "")
            #expect(refused.headers[.setCookie]?.contains("cannot%20be%20asked%20to%20pause") == true)
            #expect(try await client.post("/executions/1/cancel", "").status == .seeOther)
            #expect(try await client.text("/executions/1").contains("cancelled"))
        }
    }
}

struct SegmentPageTests {
    @Test func `a segment is created, changed, renamed and deleted`() async throws {
        let world = try await World()
        try await world.visit { client in
            let created = try await client.post("/segments", "name=Buyers&query=tag+%3D+VIP")
            #expect(created.headers[.location] == "/segments/1")
            #expect(try await client.text("/segments").contains("20 contacts"))
            let wrong = try await client.post("/segments/1", "query=tag+%3D")
            #expect(wrong.status == .unprocessableContent)
            #expect(String(buffer: wrong.body).contains("olumn 6"))
            #expect(try await client.post("/segments/1", "query=tag+%3D+NEWSLETTER").status == .seeOther)
            #expect(try await client.text("/segments/1").contains("15 contacts"))
            #expect(try await client.post("/segments/1/rename", "name=Readers").status == .seeOther)
            #expect(try await client.text("/?segment=Readers").contains("15 contacts"))
            #expect(try await client.post("/segments/1/delete", "").headers[.location] == "/segments/1")
            #expect(try await client.post("/segments/1/delete", "confirmation=yes").headers[.location] == "/segments")
            let saved = try await client.post(
                "/segments/from-manager",
                "include=VIP&segment-name=Mine",
                headers: [.htmxRequest: "true"]
            )
            #expect(String(buffer: saved.body).contains("Saved:"))
        }
        #expect(try await world.site.segments.all().map(\.name) == ["Mine"])
        #expect(world.rendered.missingNames.isEmpty)
    }
}
