import Contacts

extension GraphLayout {
    /// Lays out a graph, whatever is wrong with it.
    package init(_ graph: Graph) {
        let ranks = GraphRanks(graph)
        var drawing = Drawing(ranks)
        drawing.add(ranks.reached, isReachable: true)
        drawing.makeLanes()
        drawing.add(ranks.unreached, isReachable: false)
        self.init(
            width: drawing.right + Drawing.margin,
            height: drawing.bottom + Drawing.margin,
            boxes: drawing.boxes,
            edges: drawing.edges()
        )
    }
}

/// A picture while it is made: part by part, then the lines between them.
private struct Drawing {
    static let margin = 24
    private static let gap = 34
    private static let laneWidth = 12

    let ranks: GraphRanks
    private(set) var boxes: [GraphLayout.Box] = []
    private(set) var right = margin
    private(set) var bottom = margin
    private var frames: [GraphPlace: GraphLayout.Frame] = [:]
    private var marks: [GraphArc: GraphLayout.Frame] = [:]
    private var passed: [GraphArc: [GraphLayout.Frame]] = [:]
    private var arcs: [GraphArc] = []
    private var firstLane = 0

    init(_ ranks: GraphRanks) {
        self.ranks = ranks
    }

    mutating func add(_ places: [GraphPlace], isReachable: Bool) {
        guard !places.isEmpty else { return }
        let left = right
        let rows = GraphRows(places, ranks)
        for row in rows.rows {
            for item in row.map({ rows.items[$0] }) {
                let height = item.row.isMultiple(of: 2) ? GraphLayout.boxHeight : GraphLayout.markHeight
                let frame = GraphLayout.Frame(
                    x: left + item.middle - item.width / 2,
                    y: Self.top(of: item.row),
                    width: item.width,
                    height: height
                )
                right = max(right, frame.right)
                bottom = max(bottom, frame.bottom)
                switch item.content {
                case .box(let place): frames[place] = frame
                case .mark(let arc): marks[arc] = frame
                case .passing(let arc): passed[arc, default: []].append(frame)
                }
            }
        }
        for place in places {
            if let frame = frames[place] {
                boxes.append(GraphLayout.Box(place: place, frame: frame, isReachable: isReachable))
            }
            arcs += ranks.arcs[place] ?? []
        }
    }

    /// Keeps room beside the reached part for the ways that go around.
    mutating func makeLanes() {
        let lanes = ranks.arcs.values.joined().count { goesAround($0) }
        firstLane = right + Self.gap / 2
        if lanes > 0 || !ranks.unreached.isEmpty { right = firstLane + lanes * Self.laneWidth + Self.gap }
    }

    func edges() -> [GraphLayout.Edge] {
        var lane = 0
        return arcs.compactMap { arc in
            guard let box = frames[arc.from], let mark = marks[arc] else { return nil }
            let port = box.x + box.width * (position(of: arc) + 1) / (arc.siblings + 1)
            var points = [GraphLayout.Point(port, box.bottom), GraphLayout.Point(mark.middle, mark.y)]
            if let target = arc.to.flatMap({ frames[$0] }) {
                points.append(GraphLayout.Point(mark.middle, mark.bottom))
                if goesAround(arc) {
                    points += detour(from: mark, to: target, lane: lane)
                    lane += 1
                } else {
                    points += passed[arc, default: []].flatMap {
                        [GraphLayout.Point($0.middle, $0.y), GraphLayout.Point($0.middle, $0.bottom)]
                    }
                }
                points.append(GraphLayout.Point(target.middle, target.y))
            }
            var next: NodeID?
            if case .node(let id) = arc.to { next = id }
            return GraphLayout.Edge(
                from: arc.from,
                way: arc.way,
                to: next,
                mark: mark,
                isNamed: arc.siblings > 1,
                goesAround: goesAround(arc),
                points: points
            )
        }
    }

    private func detour(from mark: GraphLayout.Frame, to target: GraphLayout.Frame, lane: Int) -> [GraphLayout.Point] {
        let x = firstLane + lane * Self.laneWidth
        // Lines that share a gap between rows do not lie on each other.
        let shift = 4 * (lane % 4)
        let (below, above) = (mark.bottom + 6 + shift, target.y - 8 - shift)
        return [
            GraphLayout.Point(mark.middle, below), GraphLayout.Point(x, below), GraphLayout.Point(x, above),
            GraphLayout.Point(target.middle, above),
        ]
    }

    private func goesAround(_ arc: GraphArc) -> Bool { arc.to != nil && !ranks.downward.contains(arc) }

    private func position(of arc: GraphArc) -> Int { ranks.arcs[arc.from]?.firstIndex(of: arc) ?? 0 }

    private static func top(of row: Int) -> Int {
        let pair = GraphLayout.boxHeight + GraphLayout.markHeight + 2 * gap
        return margin + (row / 2) * pair + (row.isMultiple(of: 2) ? 0 : GraphLayout.boxHeight + gap)
    }
}
