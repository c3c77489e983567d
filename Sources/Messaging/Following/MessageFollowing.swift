import Bitmaps
package import Contacts
package import Storage

/// Notes what people do with messages: that they open them and follow links.
package struct MessageFollowing: Sendable {
    private let database: any Database
    private let time: TimeSource

    package init(_ database: any Database, time: TimeSource) {
        self.database = database
        self.time = time
    }

    /// Notes that a message was opened; only the first time counts.
    ///
    /// Mail programs that load images for their users open every message, so that this is a hint and no proof.
    ///
    /// - Returns: Whether the message is there.
    /// - Throws: `StorageError`.
    @discardableResult
    package func open(_ message: Int64) async throws -> Bool {
        try await note(message, .emailOpened) { followed, _ in
            followed.openedAt == nil ? followed.name : nil
        }
    }

    /// Notes that somebody followed a link in a message; each link gives points once.
    ///
    /// - Returns: Whether the message is there.
    /// - Throws: `StorageError`.
    @discardableResult
    package func click(_ message: Int64, on target: String) async throws -> Bool {
        try await note(message, .linkClicked) { _, _ in String(target.prefix(ActivityDraft.maximumLength)) }
    }

    private struct Followed {
        let number: UInt32
        let name: String
        let openedAt: Int64?
        let madeAt: Int64
    }

    private func note(
        _ message: Int64,
        _ kind: ActivityKind,
        subject: @escaping @Sendable (Followed, Int64) -> String?
    ) async throws -> Bool {
        let now = time.now
        return try await database.write { connection in
            let row = try connection.firstRow(
                """
                SELECT m.number, t.name, m.opened_at, m.made_at FROM message m
                LEFT JOIN message_template t ON t.id = m.template_id
                WHERE m.id = \(message) AND m.number IS NOT NULL
                """
            ) { row in
                Followed(
                    number: row.number(0),
                    name: row.optionalText(1) ?? "E-mail",
                    openedAt: row.optionalInteger(2),
                    madeAt: row.integer(3)
                )
            }
            guard let row else { return false }
            let door = Door(connection, now: now)
            try door.lock([Bucket(containing: row.number)])
            // Whoever held the lock may have deleted the contact, and the message with it.
            guard try connection.firstRow("SELECT 1 FROM message WHERE id = \(message)", { $0.integer(0) }) != nil
            else {
                return false
            }
            guard let subject = subject(row, now) else { return true }
            let clicked: SQL = kind == .linkClicked ? ", clicked_at = COALESCE(clicked_at, \(now))" : ""
            // Who follows a link has opened the message, whether its images were loaded or not.
            try connection.execute(
                "UPDATE message SET opened_at = COALESCE(opened_at, \(now))\(clicked) WHERE id = \(message)"
            )
            let draft = ActivityDraft(subject: subject, at: now)
            let scored: ScoredActivity = kind == .linkClicked ? .emailLinkClicked : .emailOpened
            let isRepeated = try kind == .linkClicked && hasFollowed(subject, row, connection)
            let points = isRepeated ? 0 : try ScoringPoints(connection).points(for: scored)
            let score = try ScoringPoints.change(adding: [row.number: points], reading: door.facets)
            let change = Change(.activity(kind), [row.number], from: .same(.none), to: .same(.activity(draft)))
            let changes = [change] + [score].compactMap(\.self)
            try door.commit(ChangeSet(changes: changes), cause: Cause(.tracking, text: row.name, actor: "link"))
            return true
        }
    }

    /// Whether the contact has followed this link since there was the message.
    private func hasFollowed(_ target: String, _ followed: Followed, _ connection: any Connection) throws -> Bool {
        try connection.firstRow(
            """
            SELECT 1 FROM contact_activity WHERE number = \(followed.number) AND at >= \(followed.madeAt)
                AND kind = \(ActivityKind.linkClicked.rawValue) AND subject = \(target) LIMIT 1
            """
        ) { _ in true } ?? false
    }
}
