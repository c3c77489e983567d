import Storage

/// Reads from the journal what a history of statuses needs.
struct StatusHistoryReader {
    private let connection: any Connection
    private let catalogue: Catalogue

    /// How many changes are in memory at a time; each may hold the values of a whole bucket.
    private static let portion = 100

    init(_ connection: any Connection) {
        self.connection = connection
        catalogue = Catalogue(connection)
    }

    /// Whether contacts were deleted for good after a commit.
    func erases(after sequence: Int64) throws -> Bool {
        let existence = try FacetCode(.existence, in: catalogue).code
        return try connection.firstRow(
            """
            SELECT sequence FROM journal_change
            WHERE sequence > \(sequence) AND facet = \(existence) AND new_values = \(ValuesCodec.encode(.same(.none)))
            LIMIT 1
            """
        ) { $0.integer(0) } != nil
    }

    /// Whether one of the commits after another is dated before an instant: a clock was late, or its transaction long.
    func commits(before instant: Int64, after sequence: Int64) throws -> Bool {
        try connection.firstRow(
            "SELECT sequence FROM journal WHERE sequence > \(sequence) AND at < \(instant) LIMIT 1"
        ) { $0.integer(0) } != nil
    }

    /// The last commit that is dated before an instant and stands not behind another; 0 where there is none.
    func lastCommit(before instant: Int64, from upper: Int64) throws -> Int64 {
        try connection.firstRow(
            """
            SELECT sequence FROM journal WHERE sequence <= \(upper) AND at < \(instant)
            ORDER BY sequence DESC LIMIT 1
            """
        ) { $0.integer(0) } ?? 0
    }

    /// The counts right after some commits, found by going back from the present.
    func counts(after commits: Set<Int64>, from present: StatusMembers) throws -> [Int64: StatusCounts] {
        guard let first = commits.min() else { return [:] }
        var counts: [Int64: StatusCounts] = [:]
        var members = present
        var rest = commits.sorted(by: >)[...]
        try forEachChangeBackwards(to: first) { sequence, change in
            while let commit = rest.first, sequence <= commit {
                counts[commit] = members.counts
                rest.removeFirst()
            }
            members.undo(change)
        }
        for commit in rest { counts[commit] = members.counts }
        return counts
    }

    /// Hands over the changes behind a commit that concern statuses, without their new values, the latest first.
    private func forEachChangeBackwards(to first: Int64, _ body: (Int64, Change) -> Void) throws {
        let codes = try SQL.joined(
            Facet.ofStatus.map { "\(try FacetCode($0, in: catalogue).code)" as SQL },
            by: ", "
        )
        var last = (sequence: Int64.max, position: Int64.max)
        while true {
            let found = try connection.rows(
                """
                SELECT sequence, position, facet, reference, contacts, old_values, new_values FROM journal_change
                WHERE sequence > \(first) AND (sequence, position) < (\(last.sequence), \(last.position))
                    AND facet IN (\(codes))
                ORDER BY sequence DESC, position DESC LIMIT \(Self.portion)
                """
            ) { (sequence: $0.integer(0), position: $0.integer(1), change: try StoredChange($0, from: 2)) }
            for row in found { body(row.sequence, try row.change.origin(in: catalogue)) }
            guard let end = found.last, found.count == Self.portion else { return }
            last = (end.sequence, end.position)
        }
    }
}
