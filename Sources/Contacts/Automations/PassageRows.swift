import Bitmaps
package import Storage

/// Writes how contacts stand with one rule or workflow.
struct PassageRows {
    private let connection: any Connection
    private let automation: AutomationID

    init(_ connection: any Connection, automation: AutomationID) {
        self.connection = connection
        self.automation = automation
    }

    func write(_ change: Change) throws {
        let groups = change.byNewPassage
        if let groups {
            for (passage, contacts) in groups { try set(passage, for: contacts) }
            return
        }
        if change.old != .same(.none) {
            try connection.execute(
                """
                DELETE FROM contact_automation
                WHERE automation_id = \(automation.number) AND \(.isMember("number", change.contacts))
                """
            )
        }
        var batch = RowBatch("contact_automation", ["automation_id", "number"] + Passage.columns)
        batch.reserve(change.contacts.count)
        for (rank, number) in change.contacts.numbers.enumerated() {
            guard case .passage(let passage) = change.new[rank] else { continue }
            batch.append([.integer(automation.number), number.sqlValue] + passage.row)
        }
        try connection.insert(batch)
    }

    /// One statement for all who move together.
    private func set(_ passage: Passage, for contacts: Bitmap) throws {
        let values = SQL.joined(passage.row.map { "\($0)" }, by: ", ")
        let assignments = SQL.joined(Passage.columns.map { "\($0) = excluded.\($0)" }, by: ", ")
        try connection.execute(
            """
            INSERT INTO contact_automation (automation_id, number, \(.columns(Passage.columns)))
            SELECT \(automation.number), number, \(values) FROM \(numbers: contacts) AS moved WHERE true
            ON CONFLICT (automation_id, number) DO UPDATE SET \(assignments)
            """
        )
    }
}

extension Passage {
    /// The columns that hold it, in the order of `row`.
    package static let columns: [SQL.Name] = [
        "launches", "launched_at", "version", "node", "since", "due_at", "depth", "flags",
    ]

    fileprivate var row: [SQLValue] {
        [
            .integer(launches), .integer(launchedAt), (place?.version).sqlValue, (place?.node.number).sqlValue,
            (place?.since).sqlValue, (place?.dueAt).sqlValue, (place?.depth).sqlValue,
            (place?.flags.rawValue).sqlValue,
        ]
    }

    /// Reads the columns that `columns` names.
    package init(_ row: any Row, from column: Int) {
        self.init(launches: row.integer(column), launchedAt: row.integer(column + 1))
        guard let version = row.optionalInteger(column + 2) else { return }
        place = Place(
            version: version,
            node: NodeID(row.integer(column + 3)),
            since: row.integer(column + 4),
            dueAt: row.optionalInteger(column + 5),
            depth: row.integer(column + 6),
            flags: Place.Flags(rawValue: row.integer(column + 7))
        )
    }
}

extension Change {
    /// From how many different values on rows are written one by one.
    private static let manyValues = 16

    /// The contacts by their new passage, as a set that moves together is the usual case; nothing where there are many
    /// different ones, or where some lose theirs.
    fileprivate var byNewPassage: [(Passage, Bitmap)]? {
        switch new {
        case .same(.passage(let passage)): return [(passage, contacts)]
        case .same: return nil
        case .each(let values):
            var groups: [Passage: [UInt32]] = [:]
            for (number, value) in zip(contacts.numbers, values) {
                guard case .passage(let passage) = value else { return nil }
                groups[passage, default: []].append(number)
                if groups.count > Self.manyValues { return nil }
            }
            return groups.map { ($0.key, Bitmap($0.value)) }
        }
    }
}
