import Automations
import Contacts
import Foundation
import Selections
import Testing

@testable import WebUI

struct GraphPictureTests {
    private static let graph = Graph(
        events: [.contactAdded, .noteAdded],
        entry: NodeID(1),
        nodes: [
            Node(
                NodeID(1),
                title: "<script>alert(1)</script> & \"more\"",
                .condition(
                    Condition(
                        [.init(.leaf(.tag([TagName(stored: "A_TAG_WITH_A_VERY_LONG_NAME")], .any)), next: NodeID(2))],
                        otherwise: nil
                    )
                )
            ),
            Node(NodeID(2), .action(.webhook(Webhook(url: "https://x.example/?a='<b>'&c")), next: NodeID(3))),
            Node(NodeID(3), .stop), Node(NodeID(7), .wait(.span(Span(3, .day)), next: NodeID(3))),
        ]
    )

    private func svg(_ showing: GraphShowing = GraphShowing()) throws -> String {
        try PageRenderer().text(GraphPicture(Self.graph, showing))
    }

    @Test func `what people wrote is escaped and cut, and whole in the title`() throws {
        let svg = try svg()
        #expect(!svg.contains("<script") && !svg.contains("<b>") && svg.contains("&lt;script&gt;alert(1)&lt;/script"))
        #expect(svg.contains("1. tag = A_TAG_WI…</text>"))
        #expect(svg.contains("Node 1, 1. tag = A_TAG_WITH_A_VERY_LONG_NAME: to node 2</title>"))
        #expect(svg.contains("Node 1, otherwise: leads nowhere yet"))
    }

    @Test func `every node is a link with a name, and marked where it stands out`() throws {
        var showing = GraphShowing()
        showing.path = "/workflows/5"
        showing.isEditable = true
        showing.current = .node(NodeID(2))
        showing.flaws = [.node(NodeID(1))]
        showing.counts = [NodeID(2): NodeCounts(waiting: 1_200, failed: 2, passed: [.onward: 30])]
        showing.route = [.start, .node(NodeID(1))]
        let svg = try svg(showing)
        for place in ["start", "1", "2", "3", "7"] {
            #expect(svg.contains("id=\"node-\(place)\" href=\"/workflows/5?node=\(place)#panel\""))
        }
        #expect(svg.contains("id=\"way-1.path-1\" href=\"/workflows/5?insert=1.path-1#panel\""))
        #expect(svg.contains("1\u{202F}200 waiting, 30 passed, 2 failed"))
        #expect(svg.contains("class=\"node node-condition node-flawed node-taken\""))
        #expect(svg.contains("class=\"node node-wait node-unreached\""))
        #expect(svg.components(separatedBy: "aria-current=\"true\"").count == 2)
        #expect(svg.components(separatedBy: "way way-taken").count == 2)
    }

    @Test func `who may only look is offered no insertion`() throws {
        #expect(!(try svg().contains("?insert=")))
    }

    @Test func `the picture and its table show only what there is`() throws {
        let picture = GraphPicture(Self.graph)
        #expect(TemplateNames.missing(in: "graph", for: picture) == [])
        #expect(TemplateNames.missing(in: "graph-table", for: picture) == [])
        #expect(picture.table.rows.map(\.place) == ["–", "1", "2", "3", "7"])
    }

    @Test(arguments: [("short", "short"), ("exactly ten", "exactly t…"), ("中文字很长吗", "中文字很…"), ("", "")])
    func `a text is cut by the room it takes`(text: String, cut: String) {
        #expect(text.cut(to: 10) == cut)
    }

    @Test func `a way keeps its name in an address`() {
        for place in Self.graph.wayPlaces { #expect(WayPlace(word: place.word) == place) }
        for word in ["", "1", "x.onward", "1.path-x", "1.path-", "1.", ".onward"] {
            #expect(WayPlace(word: word) == nil)
        }
    }
}
