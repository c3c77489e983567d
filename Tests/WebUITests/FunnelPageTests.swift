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

struct FunnelPageTests {
    private static let email = "kontakt5@mail.example"

    private func work(_ world: World) async throws {
        let runner = ExecutionRunner(
            world.database,
            audiences: world.audiences,
            time: TimeSource { World.now },
            logger: Logger(label: "test")
        )
        try await runner.run(1) { _ in }
    }

    @Test func `a funnel is created, changed and deleted`() async throws {
        let world = try await World()
        try await world.visit(as: .manager) { client async throws in
            let made = try await client.post("/funnels", "name=Sales&group=B2B&stages=Lead%0D%0A%0D%0ATrial%0D%0AWon")
            #expect(made.location == "/funnels/1")
            let board = try await client.text("/funnels/1")
            #expect(board.contains("B2B") && board.contains("0 contacts"))
            let trial = try #require(try await world.site.funnels.funnel(named: "Sales").stages.dropFirst().first).id
            let stage = "stage=\(trial.number)"
            _ = try await client.post("/funnels/1/move-earlier", stage)
            _ = try await client.post("/funnels/1/move-earlier", stage)
            _ = try await client.post("/funnels/1/rename-stage", "\(stage)&name=Test+phase")
            _ = try await client.post("/funnels/1/add-stage", "name=Lost")
            _ = try await client.post("/funnels/1/rename", "name=Deals&group=")
            let changed = try await world.site.funnels.funnel(named: "Deals")
            #expect(changed.stages.map(\.name) == ["Test phase", "Lead", "Won", "Lost"] && changed.group == nil)
            _ = try await client.post("/funnels/1/move-later", stage)
            _ = try await client.post("/funnels/1/delete-stage", stage)
            #expect(try await world.site.funnels.funnel(named: "Deals").stages.map(\.name) == ["Lead", "Won", "Lost"])
            for (action, form) in [
                ("add-stage", "name=WON"), ("add-stage", "name=xy"), ("delete-stage", "stage=99"),
                ("move-later", "stage=x"), ("rename", "name="), ("delete", ""),
            ] {
                let refused = try await client.post("/funnels/1/\(action)", form)
                #expect(refused.cookies["flash"]?.hasPrefix("p:") == true, "\(action) \(form)")
            }
            #expect(try await client.text("/funnels").contains("Lead (0) → Won (0) → Lost (0)"))
            #expect(try await client.post("/funnels/1/delete", "confirmation=yes").location == "/funnels")
            #expect(try await client.get("/funnels/1").status == .notFound)
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `an unfit funnel is refused at the field, with what was typed`() async throws {
        let world = try await World()
        try await world.visit { client async throws in
            for (form, problem) in [
                ("name=&stages=Lead", "A funnel needs a name."), ("name=%3Cb%3E&stages=", "at least one stage"),
                ("name=%3Cb%3E&stages=Lead%0Alead", "already"), ("name=%3Cb%3E&stages=xy", "2 characters"),
            ] {
                let answer = try await client.post("/funnels", form)
                #expect(answer.status == .unprocessableContent)
                #expect(answer.text.contains(problem), "\(form)")
                #expect(!answer.text.contains("<b>"))
            }
        }
        #expect(try await world.site.funnels.all().isEmpty)
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `action I moves a group, and the board shows it within reach`() async throws {
        let world = try await World()
        try await world.site.funnels.create("Sales", stages: ["Lead", "Trial"])
        let marketer = try await world.user(.marketer)
        try await world.give("kontakt3@mail.example", to: marketer, .main)
        try await world.visit { client async throws in
            let form = "include=VIP&action=1.add-to-stage&a-1-place=Sales%09Trial"
            let preview = try await client.post("/preview", form)
            #expect(preview.text.contains("Funnel Sales") && preview.text.contains("not in it</span> → Trial"))
            #expect(try await client.post("/executions", form).location == "/executions/1")
            try await work(world)
            let board = try await client.text("/funnels/1")
            #expect(board.contains("<strong>20 contacts</strong>") && board.contains("100 %"))
            #expect(board.contains("20 contacts → Trial") && board.contains("/executions/1"))
            let counted = try await client.post("/count", "stage=Sales%09Trial", headers: [.htmxRequest: "true"])
            #expect(counted.text.contains("20 contacts"))
            let found = try await client.text("/contacts?q=funnel.Sales+%3D+Trial")
            #expect(found.contains("kontakt3@"))
            let gone = try await client.post("/preview", "action=1.remove-from-funnel&a-1-place=Sales%09Gone")
            #expect(gone.text.contains("has no stage &quot;Gone&quot;"))
            let unchosen = try await client.post("/preview", "action=1.add-to-stage&a-1-place=Sales%09all")
            #expect(unchosen.text.contains("Choose one of the list."))
        }
        try await world.visit(as: marketer) { client async throws in
            let board = try await client.text("/funnels/1")
            #expect(board.contains("<strong>1 contact</strong>") && board.contains("1 contact → Trial"))
            #expect(!board.contains("20 contacts") && !board.contains(">20<"))
        }
        try await world.visit(as: .viewer) { client async throws in
            let board = try await client.text("/funnels/1")
            #expect(board.contains("20 contacts") && !board.contains("<form method=\"post\" action=\"/funnels"))
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `a card shows stages, moves the contact and keeps its value`() async throws {
        let world = try await World()
        let made = try await world.site.funnels.create("Sales", stages: ["Lead", "Trial"])
        let path = "/contacts/\(try await world.id(of: Self.email))"
        let places = made.stages.map { "place=\(made.id.number).\($0.id.number)" }
        try await world.visit { client async throws in
            #expect(try await client.text(path).contains("In no funnel."))
            #expect(try await client.post("\(path)/move-to-stage", places[0]).location == "\(path)#funnels")
            _ = try await client.post("\(path)/stage-value", "funnel=1&worth=1%E2%80%AF500")
            _ = try await client.post("\(path)/move-to-stage", places[1])
            let card = try await client.text(path)
            #expect(card.contains("Trial, worth 1\u{202F}500") && card.contains("Funnel Sales"))
            for (action, form) in [
                ("move-to-stage", ""), ("move-to-stage", "place=1.99"), ("move-to-stage", "place=x.y"),
                ("stage-value", "funnel=1&worth=much"), ("stage-value", "funnel=1&worth=-1"),
                ("stage-value", "funnel=9&worth=1"), ("leave-funnel", ""),
            ] {
                let refused = try await client.post("\(path)/\(action)", form)
                #expect(refused.cookies["flash"]?.hasPrefix("p:") == true, "\(action) \(form)")
            }
            #expect(try await client.text("/funnels/1").contains("<strong>1 contact</strong>, worth 1\u{202F}500"))
            _ = try await client.post("\(path)/leave-funnel", "funnel=1")
            #expect(try await client.text(path).contains("In no funnel."))
            #expect(try await client.text("/funnels/1").contains("1 contact left the funnel"))
        }
        try await world.visit(as: .viewer) { client async throws in
            #expect(!(try await client.text(path).contains("move-to-stage")))
        }
        #expect(world.rendered.missingNames.isEmpty)
    }
}
