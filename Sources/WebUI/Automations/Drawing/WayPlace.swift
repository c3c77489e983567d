import Automations
import Contacts

/// A way out of a node or of the start, as addresses and forms name it: `3.path-1`, `start.onward`.
struct WayPlace: Sendable, Hashable {
    let from: GraphPlace
    let way: Way

    init(_ from: GraphPlace, _ way: Way) {
        self.from = from
        self.way = way
    }

    init?(word: String) {
        let parts = word.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2, let place = GraphPlace(word: parts[0]), let way = Way(word: parts[1]) else {
            return nil
        }
        self.init(place, way)
    }

    var word: String { "\(from.word).\(way.word)" }
}

extension GraphPlace {
    /// Reads `start`, or the number of a node.
    init?(word: String) {
        if word == "start" {
            self = .start
        } else if let number = Int64(word) {
            self = .node(NodeID(number))
        } else {
            return nil
        }
    }

    /// The number of the node; nothing for the start.
    var number: Int64? { if case .node(let id) = self { id.number } else { nil } }

    var word: String {
        switch self {
        case .start: "start"
        case .node(let id): "\(id.number)"
        }
    }
}

extension Graph {
    /// A way in words.
    func words(for place: WayPlace) -> String {
        switch place.from {
        case .start: "onward"
        case .node(let id): node(id)?.words(for: place.way) ?? place.way.word
        }
    }

    /// Every way, that of the start first.
    var wayPlaces: [WayPlace] {
        [WayPlace(.start, .onward)]
            + nodes.flatMap { node in node.ways.map { WayPlace(.node(node.id), $0.way) } }
    }
}
