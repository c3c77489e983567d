import Access
import Contacts
import Executions
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Selections
import Storage
import TestSupport
import Testing

@testable import WebUI

/// Rules and workflows in the Contact manager.
struct AutomationRunTests {
    private static let fragment: HTTPFields = [.htmxRequest: "true"]

    private func world() async throws -> World {
        let world = try await World()
        try await TestAutomations.add(to: world.database)
        return world
    }

    @Test func `a group enters a rule and a workflow, and is found by that`() async throws {
        let world = try await world()
        try await world.visit { client async throws in
            let row = try await client.text("/actions/new?kind=run-rule")
            #expect(row.contains("value=\"Welcome\"") && row.contains("checked") && !row.contains("Onboarding"))
            let other = try await client.text("/actions/new?kind=run-workflow")
            #expect(other.contains("Onboarding (New)") && !other.contains("win &#39;back"))
            let form =
                "include=VIP&action=1.run-rule&a-1-rule=Welcome&a-1-check-conditions=yes"
                + "&action=2.run-workflow&a-2-workflow=Onboarding"
            let preview = try await client.post("/preview", form, headers: Self.fragment).text
            #expect(preview.contains("Run the rule Welcome") && preview.contains("Run the workflow Onboarding"))
            #expect(preview.contains("Rule Welcome") && preview.contains("never launched</span> → launched"))
            #expect(try await client.post("/executions", form).location == "/executions/1")
            let runner = ExecutionRunner(
                world.database,
                audiences: world.audiences,
                time: TimeSource { World.now },
                logger: Logger(label: "test")
            )
            try await runner.run(1) { _ in }
            for (state, count) in [("", 20), ("inside", 20), ("failed", 0), ("never", 40)] {
                let filter = "automation=workflow.Onboarding&automation-state=\(state)"
                let answer = try await client.post("/count", filter, headers: Self.fragment)
                #expect(answer.text.contains("\(count) contacts"), "\(state)")
            }
            let again = try await client.post("/preview", form, headers: Self.fragment).text
            #expect(again.contains("in it at present"))
            let page = try await client.text("/")
            #expect(page.contains("Rule: Welcome") && page.contains("Workflow: win &#39;back&#39; 100%"))
        }
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `what cannot be run is said at its row`() async throws {
        let world = try await world()
        try await world.visit { client async throws in
            for (form, field, words) in [
                ("action=1.run-rule&a-1-rule=Gone", "a-1-rule", "There is no rule"),
                ("action=1.run-rule&a-1-rule=", "a-1-rule", "Choose a rule."),
                ("action=7.run-workflow&a-7-workflow=win+'back'+100%25", "a-7-workflow", "is paused"),
                ("query=has+rule.Gone&action=1.email-status", "query", "There is no rule"),
                ("automation=rule.Gone&action=1.email-status", "automation", "There is no rule"),
            ] {
                for path in ["/preview", "/executions"] {
                    let answer = try await client.post(path, form, headers: Self.fragment).text
                    #expect(answer.contains("#field-\(field)\"") && answer.contains(words), "\(path) \(form)")
                }
            }
        }
        #expect(try await world.site.executions.list(limit: 5).isEmpty)
        #expect(world.rendered.missingNames.isEmpty)
    }

    @Test func `somebody else's own workflow is nowhere for who sees own contacts only`() async throws {
        let world = try await world()
        let author = try await world.user(.marketer)
        try await world.database.execute("UPDATE automation SET state = 'active', author_id = \(author.id.number)")
        try await world.give("kontakt5@mail.example", to: try await world.user(.user), .main)
        let name = "win+'back'+100%25"
        for (role, isSeen) in [(Role.user, false), (.marketer, true), (.manager, true)] {
            try await world.visit(as: role) { client async throws in
                #expect(try await client.text("/").contains("win &#39;back") == isSeen, "\(role)")
                #expect(
                    try await client.text("/actions/new?kind=run-workflow").contains("win &#39;back") == isSeen,
                    "\(role)"
                )
                let form = "action=1.run-workflow&a-1-workflow=\(name)"
                let preview = try await client.post("/preview", form, headers: Self.fragment).text
                #expect(preview.contains("There is no workflow") != isSeen, "\(role)")
                let count = try await client.post("/count", "automation=workflow.\(name)", headers: Self.fragment).text
                #expect(count.contains("There is no workflow") != isSeen, "\(role)")
            }
        }
    }
}
