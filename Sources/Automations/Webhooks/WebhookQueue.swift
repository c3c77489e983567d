import Bitmaps
import Contacts
import Foundation
import Storage

/// Hands out calls that are due and notes what became of them.
struct WebhookQueue: Sendable {
    /// How many calls are handed out at a time.
    private static let portion = 50
    /// After so many failures a call is given up.
    static let maximumAttempts: Int64 = 10
    /// How long a call that was handed out stays away from others; longer than it may take.
    private static let firstPause: Int64 = 60_000

    let database: any Database
    let time: TimeSource
    let graphs: GraphCache

    /// The next calls that are due.
    ///
    /// Each comes back later unless it is done, also where whoever took it dies.
    ///
    /// - Throws: `StorageError`.
    func take() async throws -> [WebhookCall] {
        let now = time.now
        return try await database.write { connection in
            // SQLite has one writer anyway.
            let lock: SQL = connection.dialect == .postgres ? " FOR UPDATE SKIP LOCKED" : ""
            let rows = try connection.rows(
                """
                SELECT id, automation_id, version, node, number, attempts, made_at FROM webhook_call
                WHERE due_at <= \(now) ORDER BY due_at, id LIMIT \(Self.portion)\(lock)
                """
            ) {
                Row(
                    id: $0.integer(0),
                    automation: AutomationID($0.integer(1)),
                    version: $0.integer(2),
                    node: NodeID($0.integer(3)),
                    number: $0.number(4),
                    attempts: $0.integer(5),
                    madeAt: $0.integer(6)
                )
            }
            return try rows.compactMap { try call($0, at: now, connection) }
        }
    }

    private struct Row {
        let id: Int64
        let automation: AutomationID
        let version: Int64
        let node: NodeID
        let number: UInt32
        let attempts: Int64
        let madeAt: Int64
    }

    private func call(_ row: Row, at now: Int64, _ connection: any Connection) throws -> WebhookCall? {
        guard let automation = try AutomationReader(connection).automation(row.automation),
            case .action(.webhook(let webhook), _)? = try graphs.graph(
                of: row.automation,
                version: row.version,
                connection
            ).graph.node(row.node)?.step,
            let body = try WebhookBody(call: row.id, madeAt: row.madeAt, automation, row.node, row.number, connection)
        else {
            try connection.execute("DELETE FROM webhook_call WHERE id = \(row.id)")
            return nil
        }
        try connection.execute(
            """
            UPDATE webhook_call SET attempts = attempts + 1, due_at = \(now + Self.firstPause << row.attempts)
            WHERE id = \(row.id)
            """
        )
        return WebhookCall(
            id: row.id,
            automation: automation,
            version: row.version,
            node: row.node,
            number: row.number,
            attempts: row.attempts + 1,
            url: webhook.url,
            body: try body.json
        )
    }

    /// Forgets calls that were answered well.
    ///
    /// - Throws: `StorageError`.
    func finish(_ calls: [WebhookCall]) async throws {
        guard !calls.isEmpty else { return }
        try await database.write { connection in
            for call in calls { try connection.execute("DELETE FROM webhook_call WHERE id = \(call.id)") }
        }
    }

    /// Notes why a call failed.
    ///
    /// It is given up where trying again is no use, or was none often enough.
    ///
    /// - Throws: `StorageError`.
    func fail(_ call: WebhookCall, problem: String, isFinal: Bool) async throws {
        let now = time.now
        try await database.write { connection in
            guard isFinal || call.attempts >= Self.maximumAttempts else {
                try connection.execute("UPDATE webhook_call SET problem = \(problem) WHERE id = \(call.id)")
                return
            }
            // Not any more where the contact was erased or the automation deleted meanwhile.
            guard try connection.execute("DELETE FROM webhook_call WHERE id = \(call.id)") == 1 else { return }
            var log = StepLog()
            log.add([call.number], at: call.node, .failed, problem: problem)
            try log.write(of: call.automation.id, version: call.version, at: now, connection)
        }
    }
}
