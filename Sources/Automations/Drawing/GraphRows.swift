/// The boxes and the ways of one part of a graph in rows, each with its place from the left.
///
/// Boxes stand in even rows, the marks of ways in odd ones; a way that skips rows keeps a place free in each of them,
/// so that no line ever crosses a box.
struct GraphRows {
    struct Item {
        enum Content: Hashable {
            case box(GraphPlace)
            case mark(GraphArc)
            case passing(GraphArc)
        }

        let content: Content
        let row: Int
        let width: Int
        var above: [Int] = []
        var below: [Int] = []
        /// The middle, from the left.
        var middle = 0
    }

    private(set) var items: [Item] = []
    /// The items of each row from left to right.
    private(set) var rows: [[Int]] = []

    private static let gap = 28
    /// Three times is enough for lines to become straight.
    private static let rounds = 3

    init(_ places: [GraphPlace], _ ranks: GraphRanks) {
        var boxes: [GraphPlace: Int] = [:]
        for place in places {
            boxes[place] = add(.box(place), row: 2 * (ranks.rank[place] ?? 0), width: GraphLayout.boxWidth)
        }
        for place in places {
            for arc in ranks.arcs[place] ?? [] {
                guard let box = boxes[place] else { continue }
                let width = arc.siblings > 1 ? GraphLayout.nameWidth : GraphLayout.signWidth
                var last = add(.mark(arc), row: items[box].row + 1, width: width, below: box)
                guard ranks.downward.contains(arc), let target = arc.to.flatMap({ boxes[$0] }) else { continue }
                for row in stride(from: items[last].row + 1, to: items[target].row, by: 1) {
                    last = add(.passing(arc), row: row, width: GraphLayout.signWidth, below: last)
                }
                join(last, target)
            }
        }
        order()
        place()
    }

    private mutating func add(_ content: Item.Content, row: Int, width: Int, below above: Int? = nil) -> Int {
        items.append(Item(content: content, row: row, width: width))
        let index = items.count - 1
        while rows.count <= row { rows.append([]) }
        rows[row].append(index)
        if let above { join(above, index) }
        return index
    }

    private mutating func join(_ above: Int, _ below: Int) {
        items[above].below.append(below)
        items[below].above.append(above)
    }

    /// Puts each row in the order of what stands above it; the ways of one box keep their own order.
    private mutating func order() {
        var position: [Int: Double] = [:]
        for row in rows.indices {
            let wanted = rows[row].enumerated().map { offset, item in
                let above = items[item].above.compactMap { position[$0] }
                // What begins here stands behind what continues from above.
                let mean = above.isEmpty ? Double.infinity : above.reduce(0, +) / Double(above.count)
                return (item: item, mean: mean, offset: offset)
            }
            rows[row] = wanted.sorted { ($0.mean, $0.offset) < ($1.mean, $1.offset) }.map(\.item)
            for (place, item) in rows[row].enumerated() { position[item] = Double(place) }
        }
    }

    /// Gives every item its place: as near as its row allows to the middle of what it is joined to.
    private mutating func place() {
        for row in rows {
            var left = 0
            for item in row {
                items[item].middle = left + items[item].width / 2
                left += items[item].width + Self.gap
            }
        }
        for _ in 0..<Self.rounds {
            for row in rows { settle(row) { $0.above } }
            for row in rows.reversed() { settle(row) { $0.below } }
        }
        let left = items.map { $0.middle - $0.width / 2 }.min() ?? 0
        for index in items.indices { items[index].middle -= left }
    }

    private mutating func settle(_ row: [Int], by neighbours: (Item) -> [Int]) {
        let wanted = row.map { index in
            let joined = neighbours(items[index]).map { Double(items[$0].middle) }
            return joined.isEmpty ? Double(items[index].middle) : joined.reduce(0, +) / Double(joined.count)
        }
        var needed: [Int] = []
        for (offset, item) in row.enumerated() {
            needed.append(offset == 0 ? 0 : needed[offset - 1] + distance(row[offset - 1], item))
        }
        let spread = Self.ascending(zip(wanted, needed).map { $0 - Double($1) })
        var previous: Int?
        for (offset, item) in row.enumerated() {
            var middle = Int(spread[offset].rounded()) + needed[offset]
            // Rounding must not bring two together.
            if let previous { middle = max(middle, items[previous].middle + distance(previous, item)) }
            items[item].middle = middle
            previous = item
        }
    }

    private func distance(_ left: Int, _ right: Int) -> Int {
        (items[left].width + 1) / 2 + (items[right].width + 1) / 2 + Self.gap
    }

    /// The ascending numbers nearest to these by the sum of squares: those that descend are averaged.
    private static func ascending(_ numbers: [Double]) -> [Double] {
        var blocks: [(sum: Double, count: Int)] = []
        for number in numbers {
            blocks.append((number, 1))
            while blocks.count > 1 {
                let (last, before) = (blocks[blocks.count - 1], blocks[blocks.count - 2])
                guard before.sum / Double(before.count) > last.sum / Double(last.count) else { break }
                blocks.removeLast(2)
                blocks.append((before.sum + last.sum, before.count + last.count))
            }
        }
        return blocks.flatMap { Array(repeating: $0.sum / Double($0.count), count: $0.count) }
    }
}
