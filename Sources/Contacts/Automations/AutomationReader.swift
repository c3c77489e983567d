package import Storage

/// Reads rules and workflows without their definitions, inside one transaction.
package struct AutomationReader {
    private let connection: any Connection

    package init(_ connection: any Connection) {
        self.connection = connection
    }

    /// Every automation of a kind, or of both, by group and name; those without a group first.
    package func all(_ kind: AutomationKind? = nil) throws -> [Automation] {
        try automations(kind.map { "kind = \($0.rawValue)" } ?? "1 = 1")
    }

    package func automation(_ id: AutomationID) throws -> Automation? {
        try automations("id = \(id.number)").first
    }

    /// The automations of that name, without regard to case: a shared one first, then those that users keep to themselves.
    package func automations(_ kind: AutomationKind, named name: String) throws -> [Automation] {
        // No name holds a zero character, and no database takes one.
        guard !name.utf8.contains(0) else { return [] }
        let key = name.nameKey
        let (first, end) = (key + AutomationKey.separator, key + AutomationKey.end)
        return try automations(
            """
            kind = \(kind.rawValue)
            AND (name_key = \(key) OR name_key >= \(first) AND name_key < \(end))
            """
        ).sorted { ($0.isShared ? 0 : 1, $0.id.number) < ($1.isShared ? 0 : 1, $1.id.number) }
    }

    private func automations(_ condition: SQL) throws -> [Automation] {
        try connection.rows(
            """
            SELECT id, kind, name, group_name, state, shared, author_id, maximum_launches, minimum_interval, version, events
            FROM automation WHERE \(condition) ORDER BY COALESCE(group_name, ''), name_key, kind
            """
        ) { row in
            guard let kind = AutomationKind(rawValue: row.text(1)), let state = AutomationState(rawValue: row.text(4))
            else { throw StorageError(.corrupt, "the automation \(row.integer(0)) has an unknown kind or state") }
            return Automation(
                id: AutomationID(row.integer(0)),
                kind: kind,
                name: row.text(2),
                group: row.optionalText(3),
                state: state,
                isShared: row.flag(5),
                author: row.optionalInteger(6).map(UserID.init),
                limits: LaunchLimits(maximum: row.optionalInteger(7), interval: row.integer(8)),
                version: row.optionalInteger(9),
                events: Int(row.integer(10))
            )
        }
    }
}
