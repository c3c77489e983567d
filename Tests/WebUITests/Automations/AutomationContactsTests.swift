import Access
import Actions
import Automations
import Bitmaps
import Contacts
import Foundation
import Hummingbird
import HummingbirdTesting
import Selections
import Storage
import TestSupport
import Testing

@testable import WebUI

struct AutomationContactsTests {
    private static let email = "kontakt5@mail.example"

    private static let graph = Graph(
        events: [.noteAdded],
        entry: NodeID(1),
        nodes: [
            Node(NodeID(1), .action(.addScore(3), next: NodeID(2))),
            Node(NodeID(2), title: "A break", .wait(.span(Span(2, .day)), next: NodeID(3))),
            Node(NodeID(3), .stop),
        ]
    )

    private func world(_ settings: AutomationSettings = AutomationSettings("Onboarding")) async throws -> World {
        let world = try await World()
        let store = world.site.automations
        try await store.create(settings, .workflow(Self.graph), by: .operator)
        try await store.activate(AutomationID(1), by: .operator)
        return world
    }

    /// Puts contacts into the workflow, at a node.
    private func put(_ emails: [String], at node: Int64, _ world: World, _ flags: Place.Flags = []) async throws {
        for email in emails {
            let id = try await world.id(of: email)
            try await world.database.write { connection in
                let number = try #require(try ContactReader(connection).number(of: id))
                var passage = Passage(launches: 2, launchedAt: World.now)
                let due = flags.contains(.failed) ? nil : World.now + 86_400_000
                passage.place = Place(version: 1, node: NodeID(node), since: World.now, dueAt: due, flags: flags)
                let change = Change(
                    .automation(AutomationID(1)),
                    [number],
                    from: .same(.none),
                    to: .same(.passage(passage))
                )
                try Door(connection, now: World.now).commit(
                    ChangeSet(changes: [change]),
                    cause: Cause(.card, actor: "test")
                )
            }
        }
    }

    @Test func `the picture says how many contacts are where, within reach`() async throws {
        let world = try await world()
        let marketer = try await world.user(.marketer)
        try await world.give(Self.email, to: marketer, .main)
        try await put([Self.email, "kontakt4@shop.example"], at: 2, world)
        try await put(["kontakt6@shop.example"], at: 1, world, .failed)
        try await world.visit { client async throws in
            let page = try await client.text("/workflows/1/contacts")
            #expect(page.contains("2 waiting, 0 passed") && page.contains("0 waiting, 0 passed, 1 failed"))
            #expect(
                page.contains("hx-trigger=\"every 5s\"") && page.contains("This is version 1, which contacts enter.")
            )
            #expect(page.contains("/?query=workflow.Onboarding%20%3D%20failed"))
            let update = try await client.text("/workflows/1/progress")
            #expect(update.contains("id=\"numbers\" hx-swap-oob=\"innerHTML\"") && !update.contains("<html"))
            #expect(try await client.text("/workflows/1").contains("launched for 3 contacts, 2 inside now, 1 failed"))
            #expect(try await client.text("/workflows/1/settings").contains("3 contacts inside"))
            let refused = try await client.post("/workflows/1/delete", "confirmation=yes")
            #expect(refused.location == "/workflows/1/settings" && refused.cookies["flash"]?.hasPrefix("p:") == true)
            let again = try await client.post("/workflows/1/try-again", "node=1")
            #expect(again.cookies["flash"]?.contains("1%20contact%20tries%20again") == true)
            #expect(try await client.text("/workflows/1").contains("3 inside now, 0 failed"))
            #expect(try await client.get("/workflows/1/contacts?version=9").status == .notFound)
            #expect(try await client.text("/workflows/1/contacts?version=1").contains("progress?version=1"))
        }
        try await world.visit(as: marketer) { client async throws in
            #expect(try await client.text("/workflows/1/contacts").contains("1 waiting, 0 passed"))
            #expect(try await client.text("/workflows").contains("Launched for 1, inside now"))
        }
        #expect(world.rendered.missingNames.isEmpty, "\(world.rendered.missingNames)")
    }

    @Test func `changes wait for publishing while contacts finish on the version before`() async throws {
        let world = try await world()
        try await put([Self.email], at: 2, world)
        try await world.visit { client async throws in
            #expect(!(try await client.text("/workflows/1").contains("Publish changes")))
            _ = try await client.post("/workflows/1/delete-node", "revision=1&node=1")
            let page = try await client.text("/workflows/1")
            #expect(
                page.contains("Publish changes") && page.contains("1 contact inside finishes on the version before.")
            )
            #expect(try await client.text("/workflows/1/contacts").contains("id=\"node-1\""))
            _ = try await client.post("/workflows/1/activate", "")
            let settings = try await client.text("/workflows/1/settings")
            #expect(settings.contains("Version 2</a>") && settings.contains("Version 1</a>"))
            #expect(!(try await client.text("/workflows/1/contacts").contains("id=\"node-1\"")))
            #expect(try await client.text("/workflows/1/contacts?version=1").contains("nobody enters any more"))
        }
    }

    @Test func `a test run shows the way of one contact and changes nothing`() async throws {
        let world = try await world()
        let marketer = try await world.user(.marketer)
        try await world.visit { client async throws in
            let page = try await client.text("/workflows/1/test?email=KONTAKT5@mail.example")
            #expect(page.contains("Add 3 to the score") && page.contains("A break") && page.contains("node-taken"))
            #expect(page.contains("21 Nov 2026 10:15") && page.contains("23 Nov 2026 10:15"))
            for email in ["nobody@mail.example", "nonsense"] {
                #expect(try await client.get("/workflows/1/test?email=\(email)").status == .unprocessableContent)
            }
            #expect(
                try await client.text("/contacts/\(try await world.id(of: Self.email))").contains("None was launched")
            )
        }
        try await world.visit(as: marketer) { client async throws in
            let hidden = try await client.get("/workflows/1/test?email=\(Self.email)")
            #expect(hidden.status == .unprocessableContent && hidden.text.contains("or none that you see"))
        }
        let score = try await world.database.read { connection in
            let reader = ContactReader(connection)
            let number = try #require(try reader.number(of: try EmailAddress(Self.email)))
            return try reader.contact(number)?.score
        }
        #expect(score == 5)
        #expect(world.rendered.missingNames.isEmpty, "\(world.rendered.missingNames)")
    }

    @Test func `a card says where the contact is, to whom the automation is open`() async throws {
        let author = AutomationSettings("Onboarding", isShared: false)
        let world = try await world(author)
        let marketer = try await world.user(.marketer)
        try await world.give(Self.email, to: marketer, .main)
        try await put([Self.email], at: 2, world)
        let path = "/contacts/\(try await world.id(of: Self.email))"
        try await world.visit { client async throws in
            let card = try await client.text(path)
            #expect(card.contains("inside, at “A break”") && card.contains("2 launches"))
            #expect(card.contains("href=\"/workflows/1/test?email=kontakt5%40mail.example\""))
        }
        let viewer = try await world.user(.viewer)
        for user in [viewer, marketer] {
            try await world.visit(as: user) { client async throws in
                #expect(try await client.text(path).contains("None was launched for this contact."), "\(user.role)")
            }
        }
        try await world.database.execute("UPDATE automation SET shared = 1")
        for (user, isLinked) in [(viewer, false), (marketer, true)] {
            try await world.visit(as: user) { client async throws in
                let card = try await client.text(path)
                #expect(card.contains("inside, at “A break”"), "\(user.role)")
                #expect(card.contains("/workflows/1/test") == isLinked, "\(user.role)")
            }
        }
        #expect(world.rendered.missingNames.isEmpty, "\(world.rendered.missingNames)")
    }
}
