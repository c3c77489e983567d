import Automations
import Contacts
import Selections
import TestSupport

/// Graphs of every shape, the broken ones too: loops, ways that lead nowhere, nodes that nobody comes to.
enum RandomGraph {
    static func graph(_ count: Int, using random: inout SeededGenerator) -> Graph {
        let ids = (0..<count).map { NodeID(Int64($0 + 1)) }
        func next() -> NodeID? {
            guard random.chance(0.85) else { return nil }
            return random.chance(0.02) ? NodeID(9_999) : ids.isEmpty ? nil : random.pick(ids)
        }
        let nodes = ids.map { id in
            let step: Step =
                switch random.int(0...5) {
                case 0: .stop
                case 1: .wait(.span(Span(random.int(0...9), .day)), next: next())
                case 2:
                    .waitForEvent(
                        EventWait(
                            [.noteAdded],
                            timeout: random.chance(0.5) ? Span(1, .week) : nil,
                            next: next(),
                            otherwise: next()
                        )
                    )
                case 3: .action(.optIn, next: next())
                default:
                    .condition(
                        Condition(
                            (0..<random.int(0...6)).map { _ in Condition.Path(.all, next: next()) },
                            otherwise: next()
                        )
                    )
                }
            return Node(id, step)
        }
        return Graph(events: [.contactAdded], entry: next(), nodes: nodes)
    }
}
