package import Contacts
package import Storage

/// The statuses of groups.
extension Audiences {
    /// What decides about the dots of everybody within reach, as a read transaction sees it.
    package func statusMembers(in connection: any Connection, reach: Reach) throws -> StatusMembers {
        // Who is removed counts only where a condition names that.
        let everybody = Criterion.or([.all, .leaf(.removed)])
        let found = try resolve(
            [
                everybody, .and([everybody, .leaf(.emailStatus(.optedIn))]), .and([everybody, .leaf(.invalid)]),
                .leaf(.removed),
            ],
            in: connection,
            reach: reach
        )
        return StatusMembers(everybody: found[0], optedIn: found[1], invalid: found[2], removed: found[3])
    }

    /// How many of the contacts within reach that meet the selection have each status.
    ///
    /// - Throws: `SelectionError`, as `count`.
    package func statusCounts(of selection: Selection, reach: Reach) async throws -> StatusCounts {
        try await database.read { connection in
            try self.statusMembers(in: connection, reach: reach)
                .counts(among: try self.resolve(selection, in: connection, reach: reach))
        }
    }
}
