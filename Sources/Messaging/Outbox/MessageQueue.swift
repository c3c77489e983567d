import Bitmaps
import Contacts
import Foundation
import Storage

/// Hands out messages that are due, each to one program, and notes what became of them.
///
/// A message is claimed in a portion, and marked as being sent in a transaction of its own right before it is: whoever
/// dies in between leaves one for each connection of which nobody knows whether it went out, and no more.
struct MessageQueue: Sendable {
    /// How many are claimed at a time.
    static let portion = 50
    /// How long a claim holds, and how long sending one may take, in milliseconds.
    static let claimLength: Int64 = 10 * 60_000
    /// How long to wait after each failure, in milliseconds; then it is given up.
    static let pauses: [Int64] = [1, 5, 15, 60, 180, 360, 720, 1440].map { $0 * 60_000 }
    /// How long an account rests after it failed, in milliseconds.
    static let rest: Int64 = 30_000
    /// For how long a rate lets messages catch up, in milliseconds.
    private static let burst: Int64 = 1000

    let database: any Database
    let time: TimeSource

    /// Claims messages that an account is to send, as many as its rate allows.
    ///
    /// - Returns: Their numbers.
    /// - Throws: `StorageError`.
    func claim(for account: MessageAccount) async throws -> [Int64] {
        let now = time.now
        return try await database.write { connection in
            let lock: SQL = connection.dialect == .postgres ? " FOR UPDATE SKIP LOCKED" : ""
            let free = try connection.firstRow(
                "SELECT free_at FROM message_account WHERE id = \(account.id.number)\(lock)"
            ) { $0.integer(0) }
            guard let free, free <= now else { return [] }
            let allowed = Self.allowed(account.perMinute, since: free, at: now)
            let rowLock: SQL = connection.dialect == .postgres ? " FOR UPDATE OF m SKIP LOCKED" : ""
            let isDefault: SQL = account.isDefault ? " OR t.account_id IS NULL" : ""
            let ids = try connection.rows(
                """
                SELECT m.id FROM message m LEFT JOIN message_template t ON t.id = m.template_id
                WHERE m.state = 0 AND m.channel = \(account.settings.channel.rawValue) AND m.due_at <= \(now)
                    AND (t.account_id = \(account.id.number)\(isDefault))
                ORDER BY m.due_at, m.id LIMIT \(allowed)\(rowLock)
                """
            ) { $0.integer(0) }
            guard !ids.isEmpty else { return [] }
            try connection.execute(
                "UPDATE message SET due_at = \(now + Self.claimLength) WHERE id IN (\(Self.list(ids)))"
            )
            if let perMinute = account.perMinute {
                let used = Int64(ids.count) * 60_000 / perMinute
                try connection.execute(
                    """
                    UPDATE message_account SET free_at = \(max(free, now - Self.burst) + used)
                    WHERE id = \(account.id.number)
                    """
                )
            }
            return ids
        }
    }

    private static func list(_ ids: [Int64]) -> SQL { .joined(ids.map { "\($0)" }, by: ", ") }

    private static func allowed(_ perMinute: Int64?, since free: Int64, at now: Int64) -> Int {
        guard let perMinute else { return portion }
        return min(portion, Int(min(now - free, burst) * perMinute / 60_000) + 1)
    }

    /// Notes what became of one message, and begins the next.
    ///
    /// - Parameters:
    ///   - id: The message to begin; nothing only settles.
    ///   - settled: The message before, and what became of it.
    ///   - account: The account that sends both.
    /// - Returns: What is needed to send it; nothing where it was sent, cancelled or refused meanwhile.
    /// - Throws: `StorageError`.
    func begin(
        _ id: Int64?,
        settling settled: (message: PreparedMessage, outcome: SendOutcome)? = nil,
        by account: MessageAccount
    ) async throws -> PreparedMessage? {
        let now = time.now
        return try await database.write { connection in
            let rows = MessageRows(connection, now: now)
            // First, since the journal is the last thing that a transaction may write.
            let prepared = try id.flatMap(rows.begin)
            if let settled { try rows.settle(settled.message, settled.outcome, account) }
            return prepared
        }
    }

    /// Gives back messages that were claimed and not begun.
    ///
    /// - Throws: `StorageError`.
    func giveBack(_ ids: [Int64]) async throws {
        let now = time.now
        guard !ids.isEmpty else { return }
        try await database.write { connection in
            _ = try connection.execute(
                "UPDATE message SET due_at = \(now) WHERE state = 0 AND id IN (\(Self.list(ids)))"
            )
        }
    }

    /// Marks as unclear what was being sent by a program that is not there any more.
    ///
    /// - Returns: How many there were.
    /// - Throws: `StorageError`.
    @discardableResult
    func noteLost() async throws -> Int {
        let now = time.now
        return try await database.write { connection in
            try connection.execute(
                """
                UPDATE message SET state = \(MessageState.unclear.rawValue), settled_at = \(now), parameters = NULL,
                    problem = 'the program ended while it was being sent'
                WHERE state = 1 AND claim <= \(now)
                """
            )
        }
    }
}
