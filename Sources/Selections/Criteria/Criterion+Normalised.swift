extension Criterion {
    /// The same condition in its plainest shape.
    ///
    /// A group inside a group of the same kind is dissolved, a group of one is its only part, an empty `and` is
    /// `all` and an empty `or` is `not all`. Nothing else changes: order, repetitions and double `not` stay.
    package var normalised: Criterion {
        switch self {
        case .all, .segment, .leaf: self
        case .not(let part): .not(part.normalised)
        case .and(let parts): Self.conjunction(of: parts)
        case .or(let parts): Self.disjunction(of: parts)
        }
    }

    private static func conjunction(of parts: [Criterion]) -> Criterion {
        let flat = parts.flatMap { part -> [Criterion] in
            let plain = part.normalised
            return if case .and(let inner) = plain { inner } else { [plain] }
        }
        guard let first = flat.first else { return .all }
        return flat.count == 1 ? first : .and(flat)
    }

    private static func disjunction(of parts: [Criterion]) -> Criterion {
        let flat = parts.flatMap { part -> [Criterion] in
            let plain = part.normalised
            return if case .or(let inner) = plain { inner } else { [plain] }
        }
        guard let first = flat.first else { return .not(.all) }
        return flat.count == 1 ? first : .or(flat)
    }
}
