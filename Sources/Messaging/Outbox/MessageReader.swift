package import Contacts
package import Storage

/// A message as lists show it.
package struct MessageEntry: Hashable, Sendable {
    package let id: Int64
    /// The contact; nothing where it went to a user.
    package let number: UInt32?
    /// The public id of the contact.
    package let contact: ContactID?
    /// The address of the contact as it is now, or the one of the user.
    package let address: String
    package let channel: MessageChannel
    package let purpose: MessagePurpose
    /// The name of the template, if it is still there.
    package let template: String?
    package let state: MessageState
    package let attempts: Int64
    package let problem: String?
    /// Times in milliseconds since 1970-01-01T00:00:00Z.
    package let madeAt: Int64
    package let dueAt: Int64
    package let settledAt: Int64?
    package let openedAt: Int64?
    package let clickedAt: Int64?
}

/// Reads messages, within the reach of who asks.
package struct MessageReader {
    private let connection: any Connection

    package init(_ connection: any Connection) {
        self.connection = connection
    }

    /// The messages of a contact, the latest first.
    ///
    /// - Throws: `StorageError`.
    package func messages(of number: UInt32, limit: Int) throws -> [MessageEntry] {
        try connection.rows(
            "\(Self.select) WHERE m.number = \(number) ORDER BY m.made_at DESC, m.id DESC LIMIT \(limit)"
        ) {
            try Self.entry($0)
        }
    }

    /// Messages of some states, the latest first.
    ///
    /// - Parameters:
    ///   - states: Only these.
    ///   - before: Only messages behind this one in the list; nothing begins with the latest.
    ///   - limit: How many at most.
    ///   - reach: Whose messages; those to users are for who sees everybody.
    /// - Returns: The messages.
    /// - Throws: `StorageError`.
    package func messages(
        in states: [MessageState],
        before: Int64? = nil,
        limit: Int,
        reach: Reach
    ) throws -> [MessageEntry] {
        let codes = SQL.joined(states.map { "\($0.rawValue)" }, by: ", ")
        return try connection.rows(
            """
            \(Self.select)
            WHERE m.state IN (\(codes)) AND m.id < \(before ?? .max)\(reach.narrowing("m.number"))
            ORDER BY m.id DESC LIMIT \(limit)
            """
        ) { try Self.entry($0) }
    }

    /// How many messages are in each state.
    ///
    /// - Throws: `StorageError`.
    package func counts(reach: Reach) throws -> [MessageState: Int] {
        var counts: [MessageState: Int] = [:]
        try connection.forEachRow(
            "SELECT m.state, COUNT(*) FROM message m WHERE 1 = 1\(reach.narrowing("m.number")) GROUP BY m.state"
        ) { row in
            if let state = MessageState(rawValue: row.integer(0)) { counts[state] = Int(row.integer(1)) }
        }
        return counts
    }

    /// Those of some messages that somebody may see.
    ///
    /// - Throws: `StorageError`.
    package func reachable(_ ids: [Int64], reach: Reach) throws -> [Int64] {
        guard !ids.isEmpty else { return [] }
        let list = SQL.joined(ids.map { "\($0)" }, by: ", ")
        return try connection.rows(
            "SELECT m.id FROM message m WHERE m.id IN (\(list))\(reach.narrowing("m.number")) ORDER BY m.id"
        ) { $0.integer(0) }
    }

    /// Of which contact a message is, and by which way it went; nothing where it is not there or goes to a user.
    ///
    /// - Throws: `StorageError`.
    package func recipient(
        of message: Int64
    ) throws -> (number: UInt32, channel: MessageChannel, template: String?)? {
        try connection.firstRow(
            """
            SELECT m.number, m.channel, t.name FROM message m LEFT JOIN message_template t ON t.id = m.template_id
            WHERE m.id = \(message) AND m.number IS NOT NULL
            """
        ) { ($0.number(0), MessageChannel(rawValue: $0.text(1)) ?? .email, $0.optionalText(2)) }
    }

    private static let select: SQL = """
        SELECT m.id, m.number, c.id, COALESCE(m.recipient, p.email, ''), m.channel, m.purpose, t.name, m.state,
            m.attempts, m.problem, m.made_at, m.due_at, m.settled_at, m.opened_at, m.clicked_at
        FROM message m LEFT JOIN contact c ON c.number = m.number
        LEFT JOIN contact_profile p ON p.number = m.number
        LEFT JOIN message_template t ON t.id = m.template_id
        """

    private static func entry(_ row: any Row) throws -> MessageEntry {
        guard let channel = MessageChannel(rawValue: row.text(4)), let purpose = MessagePurpose(rawValue: row.text(5)),
            let state = MessageState(rawValue: row.integer(7))
        else { throw StorageError(.corrupt, "the message \(row.integer(0)) cannot be read") }
        return MessageEntry(
            id: row.integer(0),
            number: row.isNull(1) ? nil : row.number(1),
            contact: row.isNull(2) ? nil : ContactID(bytes: row.bytes(2)),
            address: row.text(3),
            channel: channel,
            purpose: purpose,
            template: row.optionalText(6),
            state: state,
            attempts: row.integer(8),
            problem: row.optionalText(9),
            madeAt: row.integer(10),
            dueAt: row.integer(11),
            settledAt: row.optionalInteger(12),
            openedAt: row.optionalInteger(13),
            clickedAt: row.optionalInteger(14)
        )
    }
}
