import Bitmaps
import Contacts
import Storage

/// What became of contacts at the nodes of one version, kept until it is written.
struct StepLog {
    private struct Key: Hashable {
        let node: NodeID
        let way: Way
        let problem: String?
    }

    private var order: [Key] = []
    private var contacts: [Key: Bitmap] = [:]

    /// What was noted, in order.
    var entries: [(node: NodeID, way: Way, problem: String?)] { order.map { ($0.node, $0.way, $0.problem) } }

    /// Notes which way contacts took.
    ///
    /// - Parameters:
    ///   - contacts: The contacts.
    ///   - node: The node that they left, or where they failed.
    ///   - way: The way.
    ///   - problem: What was wrong, where they failed.
    mutating func add(_ contacts: Bitmap, at node: NodeID, _ way: Way, problem: String? = nil) {
        guard !contacts.isEmpty else { return }
        let key = Key(node: node, way: way, problem: problem)
        if self.contacts[key] == nil { order.append(key) }
        self.contacts[key, default: Bitmap()].formUnion(contacts)
    }

    /// Writes it down.
    ///
    /// - Throws: `StorageError`.
    func write(of automation: AutomationID, version: Int64, at now: Int64, _ connection: any Connection) throws {
        let rows = order.flatMap { key in
            contacts[key, default: Bitmap()].buckets.map {
                (key, $0, contacts[key, default: Bitmap()].intersection($0))
            }
        }
        guard !rows.isEmpty else { return }
        let last = try connection.advance(counter: "automation-step", by: Int64(rows.count))
        var batch = RowBatch(
            "automation_step",
            ["id", "automation_id", "version", "node", "way", "at", "bucket", "number", "contacts", "problem"]
        )
        for (offset, (key, bucket, members)) in rows.enumerated() {
            batch.append(
                .integer(last - Int64(rows.count - 1 - offset)),
                .integer(automation.number),
                .integer(version),
                .integer(key.node.number),
                .text(key.way.word),
                .integer(now),
                bucket.number.sqlValue,
                (members.count == 1 ? members.first : nil).sqlValue,
                .bytes(members.serialized),
                key.problem.sqlValue
            )
        }
        try connection.insert(batch)
        // In one order everywhere, so that two transactions never wait for each other.
        for key in order.sorted(by: { ($0.node, $0.way.word) < ($1.node, $1.way.word) }) {
            try connection.execute(
                """
                INSERT INTO automation_count (automation_id, version, node, way, contacts)
                VALUES (\(automation.number), \(version), \(key.node.number), \(key.way.word),
                    \(contacts[key, default: Bitmap()].count))
                ON CONFLICT (automation_id, version, node, way)
                DO UPDATE SET contacts = automation_count.contacts + excluded.contacts
                """
            )
        }
    }
}
