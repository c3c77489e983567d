import Access
package import Contacts
package import Executions
package import Storage

/// Puts the changes of a preview into words for one reader.
package struct PreviewWords: Sendable {
    private let reader: Actor
    private let users: [UserID: String]
    private let funnels: [Funnel]
    private let automations: [Automation]

    /// Looks up what changes keep as numbers.
    ///
    /// - Throws: `StorageError`.
    package init(for reader: Actor, in database: any Database) async throws {
        self.reader = reader
        (users, funnels, automations) = try await database.read {
            (try UserDirectory($0).names(), try FunnelReader($0).all(), try AutomationReader($0).all(visibleTo: reader))
        }
    }

    package func words(of change: SampleChange) -> ChangeWords {
        ChangeWords(
            change.facet,
            from: change.old,
            to: change.new,
            for: reader.name,
            users: users,
            funnels: funnels,
            automations: automations
        )
    }
}
