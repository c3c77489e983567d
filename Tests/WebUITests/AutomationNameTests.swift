import Access
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

/// Who learns how the rules and workflows are called that their authors keep to themselves.
struct AutomationNameTests {
    private static let email = "kontakt5@mail.example"
    private static let shared = "Welcome"
    private static let own = "Secret plan"

    /// A base where a shared rule, a marketer's own workflow and the operator's own one did something with a contact, and
    /// the author of the marketer's.
    private func world() async throws -> (world: World, author: User) {
        let world = try await World()
        try await TestAutomations.add(to: world.database)
        let author = try await world.user("author@team.example", .marketer)
        try await world.database.execute(
            "UPDATE automation SET name = \(Self.own), author_id = \(author.id.number) WHERE id = 3"
        )
        try await world.database.execute("UPDATE automation SET shared = 0, name = 'Silent' WHERE id = 2")
        let funnel = try await world.site.funnels.create("Sales", stages: ["First", "Second", "Third"])
        for (automation, name, actor) in [
            (TestAutomations.welcome, Self.shared, "rule Welcome"), (TestAutomations.onboarding, "Silent", "workflow"),
            (TestAutomations.winback, Self.own, author.email),
        ] {
            let cause = Cause(
                automation.kind == .rule ? .rule : .workflow,
                id: automation.id.number,
                text: name,
                actor: actor
            )
            let stage = funnel.stages[Int(automation.id.number) - 1].id
            let passage = Passage(launches: 1, launchedAt: World.now)
            try await commit(
                [
                    (automation.facet, .passage(passage)),
                    (.stage(funnel.id), .stage(stage, since: World.now, value: nil)),
                    (.mobileStatus, .integer(automation.id.number % 2)),
                ],
                cause,
                in: world
            )
        }
        _ = try await world.site.segments.create(
            "Known",
            Selection(query: "has workflow.\"\(Self.own)\""),
            by: author.actor
        )
        _ = try await world.site.segments.create("Plain", Selection(query: "score > 3"))
        return (world, author)
    }

    private func commit(_ values: [(Facet, FacetValue)], _ cause: Cause, in world: World) async throws {
        let number = try await world.database.read { connection in
            try #require(try ContactReader(connection).number(of: try EmailAddress(Self.email)))
        }
        try await world.database.write { connection in
            let door = Door(connection, now: World.now)
            let changes = try values.map { facet, value in
                let old = try door.facets.values(of: facet, for: [number])[0]
                return Change(facet, Bitmap([number]), from: .same(old), to: .same(value))
            }
            try door.commit(ChangeSet(changes: changes), cause: cause)
        }
    }

    @Test func `own ones are named to their author and to who manages all, shared ones to everybody`() async throws {
        let (world, author) = try await world()
        let card = "/contacts/\(try await world.id(of: Self.email))"
        var users = [(user: author, isTold: true)]
        for (role, isTold) in [
            (Role.administrator, true), (.manager, true), (.marketer, false), (.user, false), (.viewer, false),
        ] {
            users.append((try await world.user(role), isTold))
        }
        for (user, isTold) in users {
            if !user.role.seesEverybody { try await world.give(Self.email, to: user, .main) }
            let managesAll = [.administrator, .manager].contains(user.role)
            try await world.visit(as: user) { client async throws in
                for address in [card, "/", "/funnels/1", "/segments"] {
                    let page = try await client.text(address)
                    if address != "/segments" {
                        #expect(page.contains(Self.shared), "\(user.email) \(address)")
                        #expect(page.contains("Silent") == managesAll, "\(user.email) \(address)")
                    }
                    #expect(page.contains(Self.own) == isTold, "\(user.email) \(address)")
                }
                let page = try await client.text(card)
                let words = page.replacing("’", with: "'")
                #expect(words.contains("workflow that is gone or somebody else's own, author@team.example") == !isTold)
                #expect(
                    words.contains("<strong>A rule or workflow that is gone or somebody else's own</strong>")
                        == !managesAll
                )
                #expect(page.contains("by rule “Welcome”, <time"), "\(user.email)")
            }
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `one that was deleted keeps its name for who manages all`() async throws {
        let (world, author) = try await world()
        try await world.database.execute("DELETE FROM contact_automation")
        try await world.database.execute("DELETE FROM automation")
        let card = "/contacts/\(try await world.id(of: Self.email))"
        try await world.give(Self.email, to: author, .main)
        try await world.visit { client async throws in
            #expect(try await client.text(card).contains("workflow “\(Self.own)”"))
        }
        try await world.visit(as: author) { client async throws in
            let page = try await client.text(card)
            #expect(!page.contains(Self.own) && !page.contains(Self.shared))
        }
    }
}
