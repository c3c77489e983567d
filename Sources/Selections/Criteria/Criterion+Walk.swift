extension Criterion {
    /// The elementary conditions in order of appearance; those inside saved segments are not among them.
    package var leaves: [Leaf] {
        var found: [Leaf] = []
        visit { criterion in
            if case .leaf(let leaf) = criterion { found.append(leaf) }
        }
        return found
    }

    /// The names of the saved segments that the condition needs, wherever they stand.
    package var segmentNames: Set<String> {
        var found: Set<String> = []
        visit { criterion in
            if case .segment(let name) = criterion { found.insert(name) }
        }
        return found
    }

    /// The e-mail addresses of users that the condition names.
    package var userNames: [String] {
        leaves.flatMap { leaf -> [String] in
            if case .owner(_, .isOneOf(let names)) = leaf { return names }
            return []
        }
    }

    /// Whether it names a rule or workflow, which may be somebody's own.
    package var namesAutomations: Bool {
        leaves.contains { leaf in
            if case .automation = leaf { true } else { false }
        }
    }

    /// Whether `removed` occurs anywhere, which is what lets a selection see removed contacts.
    ///
    /// Saved segments are not looked into: whoever resolves them asks their own criterion.
    package var mentionsRemoved: Bool { leaves.contains(.removed) }

    /// The number of levels of the tree; an elementary condition has one.
    package var height: Int {
        switch self {
        case .all, .segment, .leaf: 1
        case .not(let part): 1 + part.height
        case .and(let parts), .or(let parts): 1 + (parts.lazy.map(\.height).max() ?? 0)
        }
    }

    private func visit(_ look: (Criterion) -> Void) {
        look(self)
        switch self {
        case .all, .segment, .leaf: break
        case .not(let part): part.visit(look)
        case .and(let parts), .or(let parts):
            for part in parts { part.visit(look) }
        }
    }
}
