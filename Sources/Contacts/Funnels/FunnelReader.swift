package import Storage

/// Reads funnels, inside one transaction.
package struct FunnelReader {
    private let connection: any Connection

    package init(_ connection: any Connection) {
        self.connection = connection
    }

    /// Every funnel, by group and name; those without a group first.
    package func all() throws -> [Funnel] {
        try funnels("1 = 1")
    }

    package func funnel(_ id: FunnelID) throws -> Funnel? {
        try funnels("id = \(id.number)").first
    }

    /// The funnel of that name, without regard to case.
    package func funnel(named name: String) throws -> Funnel? {
        // No name holds a zero character, and no database takes one.
        guard !name.utf8.contains(0) else { return nil }
        return try funnels("name_key = \(name.nameKey)").first
    }

    private func funnels(_ condition: SQL) throws -> [Funnel] {
        var stages: [FunnelID: [Stage]] = [:]
        try connection.forEachRow(
            """
            SELECT funnel_id, id, name FROM stage WHERE funnel_id IN (SELECT id FROM funnel WHERE \(condition))
            ORDER BY funnel_id, position
            """
        ) {
            stages[FunnelID($0.integer(0)), default: []].append(Stage(id: StageID($0.integer(1)), name: $0.text(2)))
        }
        return try connection.rows(
            "SELECT id, name, group_name FROM funnel WHERE \(condition) ORDER BY COALESCE(group_name, ''), name_key"
        ) {
            let id = FunnelID($0.integer(0))
            return Funnel(id: id, name: $0.text(1), group: $0.optionalText(2), stages: stages[id] ?? [])
        }
    }
}
