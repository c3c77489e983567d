import Access
import Automations
import Contacts
import Foundation
import Hummingbird
import HummingbirdTesting
import Selections
import Testing

@testable import WebUI

struct AutomationPageTests {
    private static let awkward = "<b>Żółw & \"co\"</b>"

    private func draft(_ world: World, _ kind: AutomationKind, _ number: Int64 = 1) async throws -> AutomationDraft {
        let draft = try await world.site.automations.draft(AutomationID(number), for: .operator)
        #expect(draft.automation.kind == kind)
        return draft
    }

    @Test func `a rule is built, activated, paused, copied and deleted`() async throws {
        let world = try await World()
        try await world.visit(as: .manager) { client async throws in
            let made = try await client.post("/rules", "name=Welcome&group=New&shared=yes")
            #expect(made.location == "/rules/1")
            #expect(try await client.text("/rules/1").contains("The rule does nothing: add an action."))
            let refused = try await client.post("/rules/1/activate", "")
            #expect(refused.cookies["flash"]?.hasPrefix("p:") == true)
            let form =
                "revision=1&event=1.tag-assigned&e-1-names=VIP&delay-count=2&delay-unit=hour&c-include=VIP&c-score-from=10"
                + "&yes=2.add-tags&a-2-names=NEW&a-2-score=1&a-2-after-count=3&a-2-after-unit=day&yes=3.opt-in"
                + "&no=4.add-score&a-4-points=-5"
            #expect(try await client.post("/rules/1", form).location == "/rules/1")
            let page = try await client.text("/rules/1")
            #expect(page.contains("name=\"yes\" value=\"y0.add-tags\"") && page.contains("value=\"n0.add-score\""))
            #expect(page.contains("tag = VIP and score &gt;= 10"))
            #expect(try await client.post("/rules/1/activate", "").cookies["flash"]?.hasPrefix("d:") == true)
            let list = try await client.text("/rules")
            #expect(list.contains("Tag VIP assigned") && list.contains(">active</span>"))
            #expect(list.contains("action=\"/rules/1/pause\""))
            _ = try await client.post("/rules/1/pause", "")
            #expect(try await client.text("/rules/1").contains("paused"))
            #expect(try await client.post("/rules/1/duplicate", "").location == "/rules/2")
            #expect(try await client.text("/rules").contains("Welcome (copy)"))
            #expect(try await client.post("/rules/2/delete", "").cookies["flash"]?.hasPrefix("p:") == true)
            #expect(try await client.post("/rules/2/delete", "confirmation=yes").location == "/rules")
            #expect(try await client.get("/rules/2").status == .notFound)
            #expect(try await client.get("/workflows/1").status == .notFound)
        }
        let saved = try await draft(world, .rule)
        guard case .rule(let rule) = saved.definition else {
            Issue.record("no rule")
            return
        }
        #expect(rule.events == [.tagAssigned([TagName(stored: "VIP")])] && rule.delay == Span(2, .hour))
        #expect(rule.yes.map(\.delay) == [Span(3, .day), nil] && rule.no.map(\.action) == [.addScore(-5)])
        #expect(saved.automation.state == .paused && saved.automation.version == 1)
        #expect(world.rendered.missingNames.isEmpty, "\(world.rendered.missingNames)")
    }

    @Test func `rows come, go and move without saving`() async throws {
        let world = try await World()
        try await world.visit { client async throws in
            _ = try await client.post("/rules", "name=A&shared=yes")
            let rows = "revision=1&yes=1.opt-in&yes=2.add-score&a-2-points=7"
            let moved = try await client.post("/rules/1/compose", rows + "&change=down.1")
            let first = try #require(moved.text.range(of: "2.add-score")?.lowerBound)
            let second = try #require(moved.text.range(of: "1.opt-in")?.lowerBound)
            #expect(first < second && moved.text.contains("value=\"7\""))
            let fewer = try await client.post("/rules/1/compose", rows + "&change=remove.2")
            #expect(!fewer.text.contains("2.add-score") && fewer.text.contains("1.opt-in"))
            for (change, field, shown) in [
                ("add.event", "event-kind=birthday", "Days before it"), ("add.no", "no-kind=webhook", "https://"),
                ("add.yes", "yes-kind=add-note", "Note"), ("add.c-", "", "Condition on a detail"),
            ] {
                let more = try await client.post("/rules/1/compose", "\(rows)&change=\(change)&\(field)")
                #expect(more.text.contains(shown), "\(change)")
            }
            let check = try await client.post(
                "/rules/1/check",
                rows + "&no=3.webhook&a-3-url=x",
                headers: [.htmxRequest: "true"]
            )
            #expect(check.text.contains("Write a whole address") && !check.text.contains("<form"))
            let flawed = try await client.post(
                "/rules/1/check",
                "revision=1&yes=1.add-to-stage&a-1-place=Sales%09Lead&c-query=tag+%3D+A",
                headers: [.htmxRequest: "true"]
            )
            #expect(flawed.text.contains("id=\"row-1-flaws\" hx-swap-oob=\"true\"><p"))
            #expect(flawed.text.contains("href=\"#row-1\"") && flawed.text.contains("As one query"))
        }
        let saved = try await draft(world, .rule)
        #expect(saved.revision == 1 && saved.definition == .empty(.rule))
        #expect(world.rendered.missingNames.isEmpty, "\(world.rendered.missingNames)")
    }

    @Test func `what somebody else saved meanwhile is not overwritten`() async throws {
        let world = try await World()
        try await world.visit { client async throws in
            _ = try await client.post("/rules", "name=A&shared=yes")
            _ = try await client.post("/rules/1", "revision=1&yes=1.opt-in")
            let late = try await client.post("/rules/1", "revision=1&yes=1.add-score&a-1-points=3")
            #expect(late.status == .unprocessableContent && late.text.contains("value=\"3\""))
            _ = try await client.post("/workflows", "name=B&shared=yes")
            _ = try await client.post("/workflows/2/insert", "revision=1&insert=start.onward&kind=stop")
            let old = try await client.post("/workflows/2/insert", "revision=1&insert=start.onward&kind=stop")
            #expect(old.status == .unprocessableContent && old.text.contains("meanwhile"))
        }
        #expect(try await draft(world, .rule).revision == 2)
        #expect(try await draft(world, .workflow, 2).definition.graph.nodes.count == 1)
    }

    @Test func `names are escaped wherever they stand`() async throws {
        let world = try await World()
        let name = FormFields.encoded(Self.awkward)
        try await world.visit { client async throws in
            _ = try await client.post("/workflows", "name=\(name)&group=\(name)&shared=yes")
            _ = try await client.post(
                "/workflows/1/insert",
                "revision=1&insert=start.onward&kind=wait&title=\(name)&wait-kind=span&wait-count=1&wait-unit=day"
            )
            _ = try await client.post("/rules", "name=\(name)&group=\(name)&shared=yes")
            let condition =
                "revision=1&yes=1.add-note&a-1-text=\(name)&c-detail-name=\(name)&c-detail-test=is&c-detail-value=\(name)"
            #expect(try await client.post("/rules/2", condition).status == .seeOther)
            for path in ["/workflows", "/workflows/1", "/workflows/1?node=1", "/rules", "/rules/2"]
                + ["contacts", "test", "settings"].flatMap({ ["/workflows/1/\($0)", "/rules/2/\($0)"] })
            {
                let page = try await client.text(path)
                #expect(!page.contains("<b>") && page.contains("&lt;b&gt;"), "\(path)")
            }
        }
        #expect(world.rendered.missingNames.isEmpty, "\(world.rendered.missingNames)")
    }

    @Test func `settings are saved, and unfit ones refused at the field`() async throws {
        let world = try await World()
        try await world.visit { client async throws in
            _ = try await client.post("/workflows", "name=A&shared=yes")
            _ = try await client.post("/workflows", "name=B&shared=yes")
            let fit = "name=Better&group=G&maximum=2&interval-count=3&interval-unit=day"
            #expect(try await client.post("/workflows/1/settings", fit).location == "/workflows/1/settings")
            for (form, field) in [
                ("name=", "field-name"), ("name=b", "field-name"), ("name=A&maximum=0", "field-maximum"),
                ("name=A&maximum=x", "field-maximum"),
                ("name=A&interval-count=1&interval-unit=month", "field-interval-count"),
            ] {
                let refused = try await client.post("/workflows/1/settings", form)
                #expect(
                    refused.status == .unprocessableContent && refused.text.contains("href=\"#\(field)\""),
                    "\(form)"
                )
            }
            #expect(try await client.text("/workflows/1/settings").contains("It was never activated."))
        }
        let automation = try await draft(world, .workflow).automation
        #expect(automation.name == "Better" && automation.group == "G" && !automation.isShared)
        #expect(automation.limits == LaunchLimits(maximum: 2, interval: 3 * 86_400_000))
        #expect(world.rendered.missingNames.isEmpty, "\(world.rendered.missingNames)")
    }

    @Test func `a marketer sees shared ones and own ones, and changes own ones`() async throws {
        let world = try await World()
        let manager = try await world.user(.manager)
        let marketer = try await world.user(.marketer)
        let other = try await world.user("other@team.example", .marketer)
        let store = world.site.automations
        try await store.create(AutomationSettings("Shared"), .empty(.rule), by: manager.actor)
        try await store.create(AutomationSettings("Hidden", isShared: false), .empty(.rule), by: other.actor)
        try await world.visit(as: marketer) { client async throws in
            #expect(try await client.post("/rules", "name=Mine&shared=yes").location == "/rules/3")
            let list = try await client.text("/rules")
            #expect(list.contains("Shared") && list.contains("Mine") && !list.contains("Hidden"))
            #expect(!(try await client.text("/rules/1").contains("<form method=\"post\" action=\"/rules/1\"")))
            #expect(try await client.text("/rules/3").contains("action=\"/rules/3\" id=\"rule-form\""))
            for path in ["", "/contacts", "/test", "/settings", "/progress"] {
                #expect(try await client.get("/rules/2\(path)").status == .notFound, "\(path)")
                #expect(try await client.get("/rules/1\(path)").status == .ok, "\(path)")
            }
            for action in ["", "/compose", "/check", "/settings", "/delete", "/try-again"] {
                #expect(try await client.post("/rules/2\(action)", "").status == .notFound, "\(action)")
                #expect(
                    try await client.post("/rules/1\(action)", "name=X&confirmation=yes").status == .badRequest,
                    "\(action)"
                )
            }
            for action in ["activate", "pause", "resume"] {
                let refused = try await client.post("/rules/1/\(action)", "")
                #expect(refused.cookies["flash"]?.hasPrefix("p:") == true)
            }
            #expect(try await client.post("/rules/1/duplicate", "").location == "/rules/4")
        }
        try await world.visit(as: manager) { client async throws in
            #expect(try await client.text("/rules").contains("other@team.example"))
            #expect(try await client.text("/rules/2").contains("id=\"rule-form\""))
        }
        try await world.visit(as: .user) { client async throws in
            let list = try await client.text("/rules")
            #expect(list.contains("Shared") && !list.contains("Hidden") && !list.contains("action=\"/rules\""))
        }
        let mine = try await draft(world, .rule, 3).automation
        #expect(!mine.isShared && mine.author == marketer.id)
        #expect(try await draft(world, .rule, 4).automation.author == marketer.id)
        #expect(try await draft(world, .rule).automation.state == .draft)
    }
}
