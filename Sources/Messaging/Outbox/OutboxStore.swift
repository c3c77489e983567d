package import Contacts
package import Storage

/// What people do with messages in the outbox.
package struct OutboxStore: Sendable {
    private let database: any Database
    private let time: TimeSource

    package init(_ database: any Database, time: TimeSource) {
        self.database = database
        self.time = time
    }

    /// Sends messages again that failed, or of which nobody knows.
    ///
    /// - Parameter ids: The messages; others than those are left as they are.
    /// - Returns: How many wait now.
    /// - Throws: `StorageError`.
    @discardableResult
    package func sendAgain(_ ids: [Int64]) async throws -> Int {
        let now = time.now
        return try await change(
            ids,
            from: [.failed, .unclear, .cancelled],
            "state = 0, due_at = \(now), attempts = 0, problem = NULL, settled_at = NULL"
        )
    }

    /// Takes messages out that wait.
    ///
    /// - Returns: How many are cancelled now.
    /// - Throws: `StorageError`.
    @discardableResult
    package func cancel(_ ids: [Int64]) async throws -> Int {
        let now = time.now
        return try await change(
            ids,
            from: [.waiting],
            "state = \(MessageState.cancelled.rawValue), settled_at = \(now), parameters = NULL"
        )
    }

    private func change(_ ids: [Int64], from states: [MessageState], _ assignments: SQL) async throws -> Int {
        guard !ids.isEmpty else { return 0 }
        let list = SQL.joined(ids.map { "\($0)" }, by: ", ")
        let codes = SQL.joined(states.map { "\($0.rawValue)" }, by: ", ")
        return try await database.write { connection in
            // What a message says of its own is forgotten once it is settled; such a one cannot be sent again.
            try connection.execute(
                """
                UPDATE message SET \(assignments)
                WHERE id IN (\(list)) AND state IN (\(codes)) AND purpose IN ('marketing')
                """
            )
        }
    }
}
