extension Selection {
    /// The one condition that says what the boxes say: `segment and (include or …) and not (exclude or …) and filters`.
    ///
    /// A selection without anything in its boxes is everybody, `all`.
    package var criterion: Criterion {
        var parts: [Criterion] = []
        if let segment { parts.append(.segment(segment)) }
        if let union = Self.union(of: include) { parts.append(union) }
        if let union = Self.union(of: exclude) { parts.append(.not(union)) }
        parts += filter
        guard let first = parts.first else { return .all }
        return parts.count == 1 ? first : .and(parts)
    }

    /// Puts a condition into the boxes where it has the shape that boxes make, or else whole into `include`.
    ///
    /// For every criterion, `Selection(criterion).criterion == criterion`.
    package init(_ criterion: Criterion) {
        let sorted = Self.sorted(criterion)
        self = sorted.criterion == criterion ? sorted : Selection(include: [criterion])
    }

    private static func union(of parts: [Criterion]) -> Criterion? {
        parts.count > 1 ? .or(parts) : parts.first
    }

    private static func sorted(_ criterion: Criterion) -> Selection {
        switch criterion {
        case .all: Selection()
        case .segment(let name): Selection(segment: name)
        case .leaf: Selection(include: [criterion])
        case .or(let parts): Selection(include: parts)
        case .not(let part): Selection(exclude: alternatives(in: part))
        case .and(let parts): sorted(conjunction: parts)
        }
    }

    /// Reads the parts in the order in which the boxes write them: segment, include, exclude, filters.
    private static func sorted(conjunction parts: [Criterion]) -> Selection {
        var selection = Selection()
        var rest = parts[...]
        if case .segment(let name) = rest.first {
            selection.segment = name
            rest.removeFirst()
        }
        if let part = rest.first, isInclusion(part) {
            selection.include = alternatives(in: part)
            rest.removeFirst()
        }
        if case .not(let part) = rest.first {
            selection.exclude = alternatives(in: part)
            rest.removeFirst()
        }
        selection.filter = Array(rest)
        return selection
    }

    /// Whether a person would look for that part in the box of inclusions: alternatives and tags, not other filters.
    private static func isInclusion(_ part: Criterion) -> Bool {
        switch part {
        case .or, .leaf(.tag): true
        case .all, .and, .not, .segment, .leaf: false
        }
    }

    private static func alternatives(in part: Criterion) -> [Criterion] {
        if case .or(let parts) = part, parts.count > 1 { parts } else { [part] }
    }
}
