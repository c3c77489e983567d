import Bitmaps
import Contacts
import Storage

/// Notes calls of other programs that are to be made.
struct WebhookRows {
    private let connection: any Connection

    init(_ connection: any Connection) {
        self.connection = connection
    }

    /// One call for each contact, due at once.
    ///
    /// - Throws: `StorageError`.
    func insert(
        _ contacts: Bitmap,
        of automation: AutomationID,
        version: Int64,
        node: NodeID,
        at now: Int64
    ) throws {
        guard !contacts.isEmpty else { return }
        let last = try connection.advance(counter: "webhook-call", by: Int64(contacts.count))
        var batch = RowBatch(
            "webhook_call",
            ["id", "automation_id", "version", "node", "number", "made_at", "due_at"]
        )
        batch.reserve(contacts.count)
        let first = last - Int64(contacts.count) + 1
        for (offset, number) in contacts.numbers.enumerated() {
            batch.append(
                .integer(first + Int64(offset)),
                .integer(automation.number),
                .integer(version),
                .integer(node.number),
                number.sqlValue,
                .integer(now),
                .integer(now)
            )
        }
        try connection.insert(batch)
    }
}
