extension Definition {
    /// What the engine runs: a workflow's own graph, or what a rule compiles into.
    package var graph: Graph {
        switch self {
        case .rule(let rule): rule.graph
        case .workflow(let graph): graph
        }
    }
}
