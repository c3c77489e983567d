extension Automation {
    /// Whether somebody of this reach may know of it: shared ones are everybody's, others their author's and those
    /// people's who see the whole base.
    package func isVisible(within reach: Reach) -> Bool {
        switch reach {
        case .everybody: true
        case .owned(let user): isShared || author == user
        }
    }
}

extension AutomationReader {
    /// The automation of that name, as far as somebody of this reach may know of it.
    ///
    /// - Parameters:
    ///   - kind: Rule or workflow.
    ///   - name: The name, without regard to case.
    ///   - reach: The reach of who asks.
    /// - Returns: The automation; nothing where there is none, or where it is somebody else's own.
    /// - Throws: `StorageError`.
    package func automation(_ kind: AutomationKind, named name: String, within reach: Reach) throws -> Automation? {
        try automation(kind, named: name).flatMap { $0.isVisible(within: reach) ? $0 : nil }
    }

    /// Every automation of which somebody of this reach may know, by group and name.
    package func all(_ kind: AutomationKind? = nil, within reach: Reach) throws -> [Automation] {
        try all(kind).filter { $0.isVisible(within: reach) }
    }
}
