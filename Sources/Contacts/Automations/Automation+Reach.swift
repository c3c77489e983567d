extension Automation {
    /// Whether a selection of somebody of this reach may name it.
    ///
    /// Answers are those of a reach and remembered for all who have it; who may be shown its name is a narrower question.
    package func isVisible(within reach: Reach) -> Bool {
        switch reach {
        case .everybody: true
        case .owned(let user): isShared || author == user
        }
    }
}

extension AutomationReader {
    /// The automation of that name, as far as a selection of somebody of this reach may name it.
    ///
    /// - Parameters:
    ///   - kind: Rule or workflow.
    ///   - name: The name, without regard to case.
    ///   - reach: The reach of who asks.
    /// - Returns: The automation; nothing where there is none, or where it is somebody else's own.
    /// - Throws: `StorageError`.
    package func automation(_ kind: AutomationKind, named name: String, within reach: Reach) throws -> Automation? {
        let found = try automations(kind, named: name).filter { $0.isVisible(within: reach) }
        guard case .owned(let user) = reach else { return found.first }
        return found.first { !$0.isShared && $0.author == user } ?? found.first
    }
}
