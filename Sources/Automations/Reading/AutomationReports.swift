import Bitmaps
package import Contacts
package import Storage

/// Tells where contacts are in rules and workflows and what became of them, inside one transaction.
///
/// Everything is as far as the reach of who asks. How many contacts passed a node is kept for all of them together, so it is
/// told only to those who see the whole base, and to the author of an automation that works on the author's contacts.
package struct AutomationReports {
    let connection: any Connection
    let reach: Reach

    /// Makes a reader.
    ///
    /// - Parameters:
    ///   - connection: The transaction.
    ///   - reach: Whose contacts count.
    package init(_ connection: any Connection, reach: Reach) {
        self.connection = connection
        self.reach = reach
    }

    /// How many contacts every automation was launched for, and how many are inside.
    ///
    /// - Throws: `StorageError`.
    package func totals() throws -> [AutomationID: AutomationTotals] {
        var totals: [AutomationID: AutomationTotals] = [:]
        try connection.forEachRow(
            """
            SELECT automation_id, COUNT(*), COUNT(version), SUM(CASE WHEN \(Self.isFailed) THEN 1 ELSE 0 END)
            FROM contact_automation WHERE 1 = 1\(reach.narrowing("number")) GROUP BY automation_id
            """
        ) { row in
            let failed = Int(row.integer(3))
            totals[AutomationID(row.integer(0))] = AutomationTotals(
                contacts: Int(row.integer(1)),
                inside: Int(row.integer(2)) - failed,
                failed: failed
            )
        }
        return totals
    }

    /// How many contacts wait at each node, failed there, and left it by each way.
    ///
    /// - Parameters:
    ///   - automation: The automation.
    ///   - version: Only those in this version; nothing means in any.
    /// - Returns: Counts for the nodes that have any.
    /// - Throws: `StorageError`.
    package func counts(of automation: Automation, version: Int64? = nil) throws -> [NodeID: NodeCounts] {
        var counts: [NodeID: NodeCounts] = [:]
        let isMeant: SQL = version.map { " AND version = \($0)" } ?? ""
        try connection.forEachRow(
            """
            SELECT node, COUNT(*), SUM(CASE WHEN \(Self.isFailed) THEN 1 ELSE 0 END) FROM contact_automation
            WHERE automation_id = \(automation.id.number) AND node IS NOT NULL\(isMeant)\(reach.narrowing("number"))
            GROUP BY node
            """
        ) { row in
            let failed = Int(row.integer(2))
            counts[NodeID(row.integer(0)), default: NodeCounts()].waiting = Int(row.integer(1)) - failed
            counts[NodeID(row.integer(0)), default: NodeCounts()].failed = failed
        }
        guard seesTotals(of: automation) else { return counts }
        try connection.forEachRow(
            """
            SELECT node, way, SUM(contacts) FROM automation_count
            WHERE automation_id = \(automation.id.number) AND way <> \(Way.failed.word)\(isMeant) GROUP BY node, way
            """
        ) { row in
            guard let way = Way(word: row.text(1)) else { return }
            counts[NodeID(row.integer(0)), default: NodeCounts()].passed[way] = Int(row.integer(2))
        }
        return counts
    }

    /// What went wrong last at the nodes where contacts stand that failed.
    ///
    /// - Parameters:
    ///   - automation: The automation.
    ///   - limit: How many at most.
    /// - Returns: The latest first; a node and a problem stand only once.
    /// - Throws: `StorageError`.
    package func failures(of automation: Automation, limit: Int = 20) throws -> [AutomationFailure] {
        guard seesTotals(of: automation) else { return [] }
        return try connection.rows(
            """
            SELECT version, node, problem, MAX(at) FROM automation_step
            WHERE automation_id = \(automation.id.number) AND problem IS NOT NULL
            GROUP BY version, node, problem ORDER BY MAX(at) DESC, node LIMIT \(limit)
            """
        ) {
            AutomationFailure(
                version: $0.integer(0),
                node: NodeID($0.integer(1)),
                problem: $0.text(2),
                lastAt: $0.integer(3)
            )
        }
    }

    /// How a contact stands with every automation that was launched for it.
    ///
    /// - Throws: `StorageError`.
    package func passages(of number: UInt32) throws -> [AutomationID: Passage] {
        var passages: [AutomationID: Passage] = [:]
        try connection.forEachRow(
            """
            SELECT automation_id, \(.columns(Passage.columns)) FROM contact_automation
            WHERE number = \(number)\(reach.narrowing("number"))
            """
        ) { passages[AutomationID($0.integer(0))] = Passage($0, from: 1) }
        return passages
    }

    /// What a contact went through in an automation, the latest first.
    ///
    /// - Parameters:
    ///   - number: The contact, who must be within reach.
    ///   - automation: The automation.
    ///   - limit: How many steps at most.
    /// - Returns: The steps.
    /// - Throws: `StorageError`.
    package func log(of number: UInt32, in automation: AutomationID, limit: Int = 100) throws -> [LoggedStep] {
        var steps: [LoggedStep] = []
        var last = Int64.max
        let portion = 200
        while steps.count < limit {
            var read = 0
            try connection.forEachRow(
                """
                SELECT id, version, node, way, at, problem, contacts FROM automation_step
                WHERE automation_id = \(automation.number) AND id < \(last)
                    AND (number = \(number) OR number IS NULL AND bucket = \(Bucket(containing: number).number))
                ORDER BY id DESC LIMIT \(portion)
                """
            ) { row in
                read += 1
                last = row.integer(0)
                guard let way = Way(word: row.text(3)), try Bitmap(serialized: row.bytes(6)).contains(number) else {
                    return
                }
                steps.append(
                    LoggedStep(
                        version: row.integer(1),
                        node: NodeID(row.integer(2)),
                        way: way,
                        at: row.integer(4),
                        problem: row.optionalText(5)
                    )
                )
            }
            if read < portion { break }
        }
        return Array(steps.prefix(limit))
    }

    /// Of all the flags only the bit of failure, in a form that both databases know.
    private static let isFailed: SQL = "(flags & \(Place.Flags.failed.rawValue)) <> 0"

    private func seesTotals(of automation: Automation) -> Bool {
        switch reach {
        case .everybody: true
        case .owned(let user): !automation.isShared && automation.author == user
        }
    }
}
