import Access
import Actions
package import Contacts
package import Selections
package import Storage

/// Gives contacts from before the first user an owner, so that none stays without.
package struct OwnerlessContacts: Sendable {
    private let database: any Database
    private let audiences: Audiences
    private let time: TimeSource

    package init(_ database: any Database, audiences: Audiences, time: TimeSource) {
        self.database = database
        self.audiences = audiences
        self.time = time
    }

    /// Starts an execution that makes the default owner the main owner of all who have none.
    ///
    /// - Returns: The number of the execution; nothing where nobody is without an owner, there is no user yet, or such
    ///   an execution is under way.
    /// - Throws: `StorageError`.
    @discardableResult
    package func adopt() async throws -> Int64? {
        let ownerless = Selection(filter: [
            .not(.leaf(.owner(.any, .exists))), .or([.leaf(.removed), .not(.leaf(.removed))]),
        ])
        guard let owner = try await owner(),
            try await audiences.count(ownerless, reach: .everybody, patience: .unlimited) > 0
        else {
            return nil
        }
        let name = String("Contacts without an owner go to \(owner.email)".prefix(Plan.maximumNameLength))
        guard try await !isUnderWay(name) else { return nil }
        let action = PlannedAction.assignOwner(AssignOwner(owner.email, level: .main))
        let plan = Plan(name: name, selection: ownerless, actions: try ActionList([action]))
        return try await ExecutionStore(database, audiences: audiences, time: time).create(plan, actor: .operator)
    }

    private func owner() async throws -> User? {
        try await database.read { connection in
            guard let id = try Workspace.defaultOwner(in: connection) else { return nil }
            return try UserDirectory(connection).user(id)
        }
    }

    private func isUnderWay(_ name: String) async throws -> Bool {
        let open = [ExecutionState.scheduled, .running, .paused].map(\.rawValue)
        return try await database.read { connection in
            try connection.firstRow(
                "SELECT 1 FROM execution WHERE name = \(name) AND state \(in: open) LIMIT 1"
            ) { _ in true } ?? false
        }
    }
}
