package import Contacts

extension RuleDefinition {
    /// The actions of a rule for those who meet its condition, or for the others.
    package enum Branch: Int64, Sendable, CaseIterable {
        case yes = 0
        case no = 1
    }

    /// The node that waits before the condition.
    package static let delayNode = NodeID(1)
    /// The node that checks the condition.
    package static let conditionNode = NodeID(2)

    /// The node that carries out an action, by its place in the definition, counted from 0.
    package static func node(of index: Int, in branch: Branch) -> NodeID {
        NodeID(10 + Int64(index) * 4 + branch.rawValue * 2)
    }

    package func actions(of branch: Branch) -> [DelayedAction] {
        switch branch {
        case .yes: yes
        case .no: no
        }
    }

    /// The rule as a graph: a wait, the condition, and for each branch its actions with the waits between them.
    ///
    /// The actions of a branch come in the order of their delays, a month counting as 30 days there, and those of equal
    /// delays in the order of the definition. Each comes when its delay after the condition has passed, or right after
    /// the one before it where that is later. Equal definitions compile into equal graphs.
    package var graph: Graph {
        var nodes: [Node] = []
        let entries = Dictionary(
            uniqueKeysWithValues: Branch.allCases.map { branch in
                let chain = chain(of: branch)
                if branch == .yes || condition != nil { nodes += chain }
                return (branch, chain.first?.id)
            }
        )
        var entry = entries[.yes] ?? nil
        if let condition {
            let path = Condition.Path(condition, next: entry)
            nodes.insert(
                Node(Self.conditionNode, .condition(Condition([path], otherwise: entries[.no] ?? nil))),
                at: 0
            )
            entry = Self.conditionNode
        }
        if let delay, !delay.isZero {
            nodes.insert(Node(Self.delayNode, .wait(.span(delay), next: entry)), at: 0)
            entry = Self.delayNode
        }
        return Graph(events: events, entry: entry, nodes: nodes)
    }

    /// The nodes of a branch, from the first to the last.
    private func chain(of branch: Branch) -> [Node] {
        let ordered = actions(of: branch).enumerated().sorted {
            let (left, right) = ($0.element.delay?.minutes ?? 0, $1.element.delay?.minutes ?? 0)
            return (left, $0.offset) < (right, $1.offset)
        }
        var nodes: [Node] = []
        var next: NodeID?
        for (position, item) in ordered.enumerated().reversed() {
            let id = Self.node(of: item.offset, in: branch)
            nodes.insert(Node(id, .action(item.element.action, next: next)), at: 0)
            next = id
            let passed = position == 0 ? nil : ordered[position - 1].element.delay
            if let wait = Wait(until: item.element.delay, after: passed) {
                let waiting = NodeID(id.number + 1)
                nodes.insert(Node(waiting, .wait(wait, next: next)), at: 0)
                next = waiting
            }
        }
        return nodes
    }
}

extension Wait {
    /// The wait between two delays that begin together; nothing where both end together.
    fileprivate init?(until delay: Span?, after passed: Span?) {
        guard let delay, !delay.isZero, delay != passed else { return nil }
        if let passed, !passed.isZero { self = .rest(of: delay, after: passed) } else { self = .span(delay) }
    }
}

extension Span {
    /// The length for putting spans in order, a month counting as 30 days.
    var minutes: Int {
        switch unit {
        case .minute: count
        case .hour: count * 60
        case .day: count * 1_440
        case .week: count * 10_080
        case .month: count * 43_200
        }
    }
}
