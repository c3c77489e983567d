import Contacts

extension Selection {
    /// Whether a box names the segment.
    func uses(_ name: String) -> Bool {
        criterion.segmentNames.contains { $0.folded == name.folded }
    }

    /// The same boxes with another name of one segment.
    func renaming(_ name: String, to newName: String) -> Selection {
        Selection(
            segment: segment.map { $0.folded == name.folded ? newName : $0 },
            include: include.map { $0.renaming(name, to: newName) },
            exclude: exclude.map { $0.renaming(name, to: newName) },
            filter: filter.map { $0.renaming(name, to: newName) }
        )
    }
}

extension Criterion {
    fileprivate func renaming(_ name: String, to newName: String) -> Criterion {
        switch self {
        case .all, .leaf: self
        case .and(let parts): .and(parts.map { $0.renaming(name, to: newName) })
        case .or(let parts): .or(parts.map { $0.renaming(name, to: newName) })
        case .not(let part): .not(part.renaming(name, to: newName))
        case .segment(let used): .segment(used.folded == name.folded ? newName : used)
        }
    }
}
