import Automations
import Contacts

/// A graph as a picture, with a table beside it for those who cannot see it.
struct GraphPicture: FragmentModel {
    static let template = "graph"

    /// The start or a node.
    struct Box: Sendable {
        let elementID: String
        let address: String
        let x: Int
        let y: Int
        let boxWidth: Int
        let boxHeight: Int
        /// The shape, which differs with the kind as the word in it does.
        let outline: String
        let symbol: String
        let classes: String
        let heading: String
        let caption: String
        let counts: String
        /// All of it in one sentence, which those hear who cannot see it.
        let sentence: String
        let isCurrent: Bool
    }

    /// The line of a way.
    struct Line: Sendable {
        let path: String
        let classes: String
        let sentence: String
        let ends: Bool
    }

    /// What stands on a line: its name, or the sign to insert a node.
    struct Mark: Sendable {
        let x: Int
        let y: Int
        let markWidth: Int
        let markHeight: Int
        let middle: Int
        let wayName: String?
        let classes: String
        let sentence: String
        /// Where to insert a node; nothing for those who may only look.
        let insertAddress: String?
        let elementID: String
    }

    let pictureWidth: Int
    let pictureHeight: Int
    let lines: [Line]
    let marks: [Mark]
    let boxes: [Box]
    let table: GraphTable

    /// How many characters fit into a box, and into the name of a way.
    static let boxLimit = 27
    static let nameLimit = 18

    init(_ graph: Graph, _ showing: GraphShowing = GraphShowing()) {
        let layout = GraphLayout(graph)
        pictureWidth = layout.width
        pictureHeight = layout.height
        lines = layout.edges.map { edge in
            Line(
                path: edge.path,
                classes: showing.isOnRoute(edge) ? "way way-taken" : edge.to == nil ? "way way-open" : "way",
                sentence: Self.sentence(of: edge, graph),
                ends: edge.to != nil
            )
        }
        marks = layout.edges.map { Self.mark($0, graph, showing) }
        boxes = layout.boxes.map { Self.box($0, graph, showing) }
        table = GraphTable(graph, layout, showing)
    }

    private static func box(_ box: GraphLayout.Box, _ graph: Graph, _ showing: GraphShowing) -> Box {
        let words = PlaceWords(box.place, graph, showing, isReachable: box.isReachable)
        return Box(
            elementID: words.elementID,
            address: showing.address(of: box.place),
            x: box.frame.x,
            y: box.frame.y,
            boxWidth: box.frame.width,
            boxHeight: box.frame.height,
            outline: Outline.path(words.kind, width: box.frame.width, height: box.frame.height),
            symbol: "#symbol-\(words.kind?.rawValue ?? "start")",
            classes: (["node", "node-\(words.kind?.rawValue ?? "start")"] + words.marks).joined(separator: " "),
            heading: words.heading.cut(to: boxLimit),
            caption: words.caption,
            counts: words.counts ?? "",
            sentence: words.sentence,
            isCurrent: showing.current == box.place
        )
    }

    private static func mark(_ edge: GraphLayout.Edge, _ graph: Graph, _ showing: GraphShowing) -> Mark {
        let place = WayPlace(edge.from, edge.way)
        return Mark(
            x: edge.mark.x,
            y: edge.mark.y,
            markWidth: edge.mark.width,
            markHeight: edge.mark.height,
            middle: edge.mark.middle,
            wayName: edge.isNamed ? graph.words(for: place).cut(to: nameLimit) : nil,
            classes: edge.to == nil ? "mark mark-open" : "mark",
            sentence: sentence(of: edge, graph),
            insertAddress: showing.isEditable ? showing.address(insertingAt: place) : nil,
            elementID: "way-\(place.word)"
        )
    }

    private static func sentence(of edge: GraphLayout.Edge, _ graph: Graph) -> String {
        let beginning = "\(PlaceWords.name(of: edge.from)), \(graph.words(for: WayPlace(edge.from, edge.way)))"
        return edge.to.map { "\(beginning): to node \($0.number)" } ?? "\(beginning): leads nowhere yet"
    }
}

extension GraphLayout.Edge {
    /// The line as SVG draws it: straight where it can be, or else an even curve.
    var path: String {
        guard var last = points.first else { return "" }
        var path = "M\(last.x) \(last.y)"
        for point in points.dropFirst() {
            if point.x == last.x {
                path += "V\(point.y)"
            } else if point.y == last.y {
                path += "H\(point.x)"
            } else {
                let middle = (last.y + point.y) / 2
                path += "C\(last.x) \(middle) \(point.x) \(middle) \(point.x) \(point.y)"
            }
            last = point
        }
        return path
    }
}

extension String {
    /// The text, or its beginning and `…` where it takes more room than so many narrow characters.
    func cut(to limit: Int) -> String {
        var room = limit
        var kept = ""
        for character in self {
            let width = character.isASCII || character.unicodeScalars.allSatisfy { $0.value < 0x1100 } ? 1 : 2
            guard room >= width else { return String(kept.dropLast()).trimmed + "…" }
            room -= width
            kept.append(character)
        }
        return kept
    }
}
