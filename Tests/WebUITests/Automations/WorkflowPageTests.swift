import Access
import Actions
import Automations
import Contacts
import Foundation
import Hummingbird
import HummingbirdTesting
import Selections
import Testing

@testable import WebUI

struct WorkflowPageTests {
    private func graph(_ world: World) async throws -> Graph {
        try await world.site.automations.draft(AutomationID(1), for: .operator).definition.graph
    }

    private func revision(_ world: World) async throws -> Int64 {
        try await world.site.automations.draft(AutomationID(1), for: .operator).revision
    }

    /// Sends an edit as it is made from the page that is shown.
    private func edit(
        _ edit: String,
        _ form: String,
        _ client: any TestClientProtocol,
        _ world: World
    ) async throws -> TestResponse {
        try await client.post("/workflows/1/\(edit)", "revision=\(try await revision(world))&form=\(edit)&\(form)")
    }

    @Test func `a workflow is built node by node, without scripts`() async throws {
        let world = try await World()
        try await world.visit { client async throws in
            #expect(try await client.post("/workflows", "name=Onboarding&shared=yes").location == "/workflows/1")
            #expect(try await client.text("/workflows/1").contains("Nothing follows the start"))
            let choice = try await client.text("/workflows/1?insert=start.onward")
            #expect(choice.contains("<option value=\"action.add-tags\">"))
            let form = try await client.text("/workflows/1?insert=start.onward&kind=action.add-tags")
            #expect(form.contains("action=\"/workflows/1/insert\""))
            let made = try await edit(
                "insert",
                "insert=start.onward&kind=action.add-tags&title=Thank&a-node-names=NEW&a-node-score=1",
                client,
                world
            )
            #expect(made.location == "/workflows/1?node=1")
            _ = try await edit(
                "insert",
                "insert=1.onward&kind=condition&path=a&p-a-query=tag+%3D+VIP&path=b&p-b-include=LOYAL",
                client,
                world
            )
            _ = try await edit(
                "insert",
                "insert=2.path-1&kind=wait&wait-kind=weekday&wait-days=monday&wait-days=friday&wait-time=09:00",
                client,
                world
            )
            _ = try await edit(
                "insert",
                "insert=2.path-2&kind=wait-for&event=1.note-added&timeout-count=7&timeout-unit=day",
                client,
                world
            )
            let joined = try await edit(
                "node",
                "node=4&kind=wait-for&event=1.note-added&timeout-count=7&timeout-unit=day&to-onward=3&to-otherwise=stop",
                client,
                world
            )
            #expect(joined.location == "/workflows/1?node=4")
            _ = try await edit(
                "node",
                "node=3&kind=wait&wait-kind=span&wait-count=2&wait-unit=day&to-onward=5",
                client,
                world
            )
            let asked = try await edit(
                "node",
                "node=2&kind=condition&path=a&p-a-query=tag+%3D+VIP&to-a=3&path=b&p-b-include=LOYAL&to-b=4&to-otherwise=new",
                client,
                world
            )
            #expect(asked.location == "/workflows/1?insert=2.otherwise")
            _ = try await edit("insert", "insert=2.otherwise&kind=stop", client, world)
            _ = try await edit("start", "event=1.contact-added&event=2.birthday&e-2-days=3&to-onward=1", client, world)
            let page = try await client.text("/workflows/1")
            #expect(page.contains("<p>Nothing.</p>") && page.contains("2 events, any of them"))
            #expect(try await client.post("/workflows/1/activate", "").cookies["flash"]?.hasPrefix("d:") == true)
            #expect(try await client.text("/workflows").contains("Contact added; 3 days before the birthday"))
        }
        let vip = Criterion.leaf(.tag([TagName(stored: "VIP")], .any))
        let loyal = Criterion.leaf(.tag([TagName(stored: "LOYAL")], .any))
        let expected = Graph(
            events: [.contactAdded, .birthday(daysBefore: 3)],
            entry: NodeID(1),
            nodes: [
                Node(
                    NodeID(1),
                    title: "Thank",
                    .action(.planned(.addTags(AddTags([TagName(stored: "NEW")], score: 1))), next: NodeID(2))
                ),
                Node(
                    NodeID(2),
                    .condition(
                        Condition([.init(vip, next: NodeID(3)), .init(loyal, next: NodeID(4))], otherwise: NodeID(6))
                    )
                ),
                Node(NodeID(3), .wait(.span(Span(2, .day)), next: NodeID(5))),
                Node(
                    NodeID(4),
                    .waitForEvent(
                        EventWait([.noteAdded], timeout: Span(7, .day), next: NodeID(3), otherwise: NodeID(5))
                    )
                ),
                Node(NodeID(5), .stop), Node(NodeID(6), .stop),
            ]
        )
        #expect(try await graph(world) == expected)
        #expect(world.rendered.missingNames.isEmpty, "\(world.rendered.missingNames)")
    }

    @Test func `nodes are moved and deleted, paths added and put in order`() async throws {
        let world = try await World()
        let wait = "kind=wait&wait-kind=span&wait-count=1&wait-unit=day"
        try await world.visit { client async throws in
            _ = try await client.post("/workflows", "name=A&shared=yes")
            for _ in 0..<3 { _ = try await edit("insert", "insert=start.onward&\(wait)", client, world) }
            _ = try await edit("move-node", "node=3&to=1.onward", client, world)
            #expect(try await graph(world).entry == NodeID(2))
            #expect(try await graph(world).node(NodeID(1))?.ways.first?.next == NodeID(3))
            _ = try await edit("delete-node", "node=1", client, world)
            #expect(try await graph(world).node(NodeID(2))?.ways.first?.next == NodeID(3))
            _ = try await edit("insert", "insert=3.onward&kind=condition&path=a&p-a-query=all", client, world)
            let rows = "form=node&node=4&kind=condition&path=a&p-a-query=all&path=b&p-b-query=invalid"
            let swapped = try await client.post("/workflows/1/compose", "\(rows)&change=up.b")
            let (first, second) = (swapped.text.range(of: "value=\"b\""), swapped.text.range(of: "value=\"a\""))
            #expect(try #require(first).lowerBound < #require(second).lowerBound)
            let more = try await client.post("/workflows/1/compose", "\(rows)&change=add.path")
            #expect(more.text.contains("aria-label=\"Path 3\""))
            let full = (0..<5).map { "&path=x\($0)&p-x\($0)-query=all" }.joined()
            #expect(
                !(try await client.post("/workflows/1/compose", "form=node&node=4&kind=condition\(full)").text.contains(
                    "Add a path"
                ))
            )
            let events = "form=start&event=1.note-added&change=add.event&event-kind=tag-assigned"
            #expect(try await client.post("/workflows/1/compose", events).text.contains("Tags, one of which is enough"))
        }
        #expect(world.rendered.missingNames.isEmpty, "\(world.rendered.missingNames)")
    }

    @Test func `an unfit node is refused with what was typed, and nothing is saved`() async throws {
        let world = try await World()
        try await world.visit { client async throws in
            _ = try await client.post("/workflows", "name=A&shared=yes")
            for (form, problem) in [
                ("kind=action.add-tags&title=Typed", "Name at least one tag."),
                ("kind=wait&title=Typed&wait-kind=span", "Write how long."),
                ("kind=wait-for&title=Typed", "Add at least one event."),
                ("kind=condition&title=Typed", "Add at least one path."),
                ("kind=condition&title=Typed&path=a", "Say who takes this path"),
                ("kind=condition&title=Typed&path=a&p-a-query=tag+%3D", "href=\"#field-p-a-query\""),
                ("kind=condition&title=Typed&path=a&p-a-score-from=x", "href=\"#field-p-a-score-from\""),
                ("kind=wait-for&title=Typed&event=1.score-reached&e-1-score=x", "href=\"#field-e-1-score\""),
            ] {
                let refused = try await edit("insert", "insert=start.onward&\(form)", client, world)
                #expect(refused.status == .unprocessableContent && refused.text.contains(problem), "\(form)")
                #expect(refused.text.contains("value=\"Typed\""))
            }
            for (kind, form) in [
                ("insert", "insert=9.onward&kind=stop"), ("node", "node=9&kind=stop"), ("delete-node", "node=9"),
                ("move-node", "node=9&to=start.onward"),
            ] {
                #expect(try await edit(kind, form, client, world).status == .unprocessableContent, "\(kind)")
            }
            for (kind, form) in [
                ("insert", "insert=x&kind=stop"), ("node", "node=1&kind=odd"), ("move-node", "node=1"),
            ] {
                #expect(try await edit(kind, form, client, world).status == .notFound, "\(kind)")
            }
        }
        #expect(try await revision(world) == 1)
        #expect(world.rendered.missingNames.isEmpty, "\(world.rendered.missingNames)")
    }

    @Test func `htmx gets the editor, and the address of what it shows`() async throws {
        let world = try await World()
        try await world.visit { client async throws in
            _ = try await client.post("/workflows", "name=A&shared=yes")
            let headers: HTTPFields = [.htmxRequest: "true", .secFetchSite: "same-origin"]
            let saved = try await client.postAsIs(
                "/workflows/1/insert",
                "revision=1&insert=start.onward&kind=stop",
                headers: headers
            )
            #expect(saved.status == .ok && saved.headers[.htmxPushAddress] == "/workflows/1?node=1")
            #expect(
                !saved.text.contains("<html") && saved.text.contains("Inserted.") && saved.text.contains("node-current")
            )
            let shown = try await client.get("/workflows/1?node=start", headers: [.htmxRequest: "true"])
            #expect(!shown.text.contains("<html") && shown.text.contains("action=\"/workflows/1/start\""))
        }
    }

    @Test func `a hundred nodes are drawn`() async throws {
        let world = try await World()
        let nodes = (1...100).map { Node(NodeID($0), .action(.optIn, next: NodeID($0 % 100 + 1))) }
        let definition = Definition.workflow(Graph(entry: NodeID(1), nodes: nodes))
        try await world.site.automations.create(AutomationSettings("Big"), definition, by: .operator)
        try await world.visit { client async throws in
            let page = try await client.text("/workflows/1")
            #expect(page.contains("id=\"node-100\"") && page.contains("has no wait"))
        }
    }
}
