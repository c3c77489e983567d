package import Contacts

extension UserDirectory {
    /// On whose contacts a rule or workflow works: everybody's where it is shared, otherwise its author's.
    ///
    /// - Parameter automation: The rule or workflow.
    /// - Returns: The reach of its author's present role, where it has an author whose own it is.
    /// - Throws: `StorageError`.
    package func reach(of automation: Automation) throws -> Reach {
        guard !automation.isShared, let author = automation.author else { return .everybody }
        return try user(author)?.role.reach(of: author) ?? .owned(by: author)
    }
}
