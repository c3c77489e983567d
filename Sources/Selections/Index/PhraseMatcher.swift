/// Finds which of many phrases a text contains or begins with, in one walk over the text (Aho and Corasick, 1975).
///
/// Texts and phrases are compared byte by byte.
struct PhraseMatcher {
    private struct Node {
        /// The node of the longest proper suffix that is in the tree.
        var suffix: Int32 = 0
        /// The next node along the suffixes at which a phrase ends; 0 when there is none.
        var outcome: Int32 = 0
        /// The phrases that end here, by what the caller called them.
        var contained: [Int] = []
        var begun: [Int] = []
        /// How many bytes lead here, and with them where a match begins.
        var depth: Int32 = 0
        var ends: Bool { !contained.isEmpty || !begun.isEmpty }
    }

    private var nodes = [Node()]
    /// The edges, by node and byte.
    private var edges: [Int64: Int32] = [:]
    private var rootEdges = [Int32](repeating: 0, count: 256)

    /// Prepares for phrases.
    ///
    /// - Parameters:
    ///   - contained: Phrases that a text contains, and what each is called.
    ///   - begun: Phrases that a text begins with.
    init(contained: [(phrase: String, id: Int)], begun: [(phrase: String, id: Int)]) {
        for (phrase, id) in contained { nodes[insert(phrase)].contained.append(id) }
        for (phrase, id) in begun { nodes[insert(phrase)].begun.append(id) }
        link()
    }

    /// Calls the body for every match; one phrase may match several times.
    func forEachMatch(in text: String, _ body: (Int) -> Void) {
        report(0, position: 0, body)
        var node: Int32 = 0
        var position: Int32 = 0
        for byte in text.utf8 {
            node = next(node, byte)
            position += 1
            var found = node
            while found != 0 {
                report(Int(found), position: position, body)
                found = nodes[Int(found)].outcome
            }
        }
    }

    private func report(_ index: Int, position: Int32, _ body: (Int) -> Void) {
        for id in nodes[index].contained { body(id) }
        if position == nodes[index].depth { for id in nodes[index].begun { body(id) } }
    }

    private func next(_ node: Int32, _ byte: UInt8) -> Int32 {
        var node = node
        while node != 0 {
            if let target = edges[Self.edge(node, byte)] { return target }
            node = nodes[Int(node)].suffix
        }
        return rootEdges[Int(byte)]
    }

    private mutating func insert(_ phrase: String) -> Int {
        var node: Int32 = 0
        for byte in phrase.utf8 {
            let known = node == 0 ? rootEdges[Int(byte)] : edges[Self.edge(node, byte)] ?? 0
            if known != 0 {
                node = known
                continue
            }
            let fresh = Int32(nodes.count)
            nodes.append(Node(depth: nodes[Int(node)].depth + 1))
            if node == 0 { rootEdges[Int(byte)] = fresh } else { edges[Self.edge(node, byte)] = fresh }
            node = fresh
        }
        return Int(node)
    }

    /// Finds the suffixes, from the shortest nodes to the longest.
    private mutating func link() {
        var children: [(parent: Int32, byte: UInt8, node: Int32)] = edges.map {
            (Int32($0.key >> 8), UInt8(truncatingIfNeeded: $0.key), $0.value)
        }
        children.sort { nodes[Int($0.node)].depth < nodes[Int($1.node)].depth }
        for (parent, byte, node) in children {
            let suffix = next(nodes[Int(parent)].suffix, byte)
            nodes[Int(node)].suffix = suffix
            nodes[Int(node)].outcome = nodes[Int(suffix)].ends ? suffix : nodes[Int(suffix)].outcome
        }
    }

    private static func edge(_ node: Int32, _ byte: UInt8) -> Int64 { Int64(node) << 8 | Int64(byte) }
}
